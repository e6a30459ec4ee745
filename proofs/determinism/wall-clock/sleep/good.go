package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockSleepGood waits for a while.
type WallClockSleepGood struct{}

// Try sleeps for as long as it says.
func (WallClockSleepGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 100*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockSleepGood{})}
}
