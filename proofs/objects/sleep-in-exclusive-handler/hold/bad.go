// Package hold is a proof: an exclusive handler sleeps for an hour.
package hold

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepInExclusiveHandlerHoldBad is an object that is held.
type SleepInExclusiveHandlerHoldBad struct{}

// Try holds the key.
func (SleepInExclusiveHandlerHoldBad) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "held", true)
	if err := restate.Sleep(ctx, time.Hour); err != nil {
		return err
	}
	restate.Clear(ctx, "held")
	return nil
}

// Ask waits for the key.
func (SleepInExclusiveHandlerHoldBad) Ask(ctx restate.ObjectContext) (bool, error) {
	return restate.Get[bool](ctx, "held")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepInExclusiveHandlerHoldBad{})}
}
