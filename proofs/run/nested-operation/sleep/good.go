package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationSleepGood pauses.
type NestedOperationSleepGood struct{}

// Try sleeps outside.
func (NestedOperationSleepGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationSleepGood{})}
}
