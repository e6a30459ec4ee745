// Package once is a proof: a Run has no name.
package once

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnnamedRunOnceBad has a step.
type UnnamedRunOnceBad struct{}

// Try gives it no name.
func (UnnamedRunOnceBad) Try(ctx restate.Context) error {
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnnamedRunOnceBad{})}
}
