// Package twice is a proof: two Runs have one name.
package twice

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RepeatedRunNameTwiceBad has two steps.
type RepeatedRunNameTwiceBad struct{}

// Try gives both the same name.
func (RepeatedRunNameTwiceBad) Try(ctx restate.Context) error {
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("step")); err != nil {
		return err
	}
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("step")); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RepeatedRunNameTwiceBad{})}
}
