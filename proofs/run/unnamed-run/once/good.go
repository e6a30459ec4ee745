package once

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnnamedRunOnceGood has a step.
type UnnamedRunOnceGood struct{}

// Try gives it a name.
func (UnnamedRunOnceGood) Try(ctx restate.Context) error {
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("step")); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnnamedRunOnceGood{})}
}
