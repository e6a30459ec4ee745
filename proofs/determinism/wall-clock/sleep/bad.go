// Package sleep is a proof: the time decides how long to sleep.
package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockSleepBad waits for the next tick.
type WallClockSleepBad struct{}

// Try sleeps until the next hundredth of a second.
func (WallClockSleepBad) Try(ctx restate.Context) error {
	tick := time.Now().Truncate(10 * time.Millisecond).Add(100 * time.Millisecond)
	if err := restate.Sleep(ctx, time.Until(tick)); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockSleepBad{})}
}
