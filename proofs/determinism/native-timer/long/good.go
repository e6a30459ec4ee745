package long

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NativeTimerLongGood pauses.
type NativeTimerLongGood struct{}

// Try is suspended while it pauses.
func (NativeTimerLongGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 5*time.Second); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(
		NativeTimerLongGood{}, restate.WithInactivityTimeout(0), restate.WithAbortTimeout(3*time.Second),
	)}
}
