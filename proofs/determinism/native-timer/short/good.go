package short

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NativeTimerShortGood pauses.
type NativeTimerShortGood struct{}

// Try pauses once.
func (NativeTimerShortGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 200*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NativeTimerShortGood{})}
}
