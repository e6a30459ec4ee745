package twice

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RepeatedRunNameTwiceGood has two steps.
type RepeatedRunNameTwiceGood struct{}

// Try gives each a name.
func (RepeatedRunNameTwiceGood) Try(ctx restate.Context) error {
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("one")); err != nil {
		return err
	}
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("two")); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RepeatedRunNameTwiceGood{})}
}
