package long

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepInRunLongGood pauses.
type SleepInRunLongGood struct{}

// Try is suspended while it pauses.
func (SleepInRunLongGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 5*time.Second); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepInRunLongGood{})}
}
