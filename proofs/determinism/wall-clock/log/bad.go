// Package log is a proof: the time is logged.
package log

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockLogBad says what it does.
type WallClockLogBad struct{}

// Try logs the time of this attempt.
func (WallClockLogBad) Try(ctx restate.Context) error {
	ctx.Log().Info("tried", "at", time.Now())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockLogBad{})}
}
