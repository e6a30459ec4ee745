package hold

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepInExclusiveHandlerHoldGood is an object that is held.
type SleepInExclusiveHandlerHoldGood struct{}

// Try gives the key back.
func (SleepInExclusiveHandlerHoldGood) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "held", true)
	restate.ObjectSend(ctx, "SleepInExclusiveHandlerHoldGood", restate.Key(ctx), "Release").Send(restate.Void{}, restate.WithDelay(time.Hour))
	return nil
}

// Release has nothing to wait for.
func (SleepInExclusiveHandlerHoldGood) Release(ctx restate.ObjectContext) error {
	restate.Clear(ctx, "held")
	return nil
}

// Ask has the key when Try has ended.
func (SleepInExclusiveHandlerHoldGood) Ask(ctx restate.ObjectContext) (bool, error) {
	return restate.Get[bool](ctx, "held")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepInExclusiveHandlerHoldGood{})}
}
