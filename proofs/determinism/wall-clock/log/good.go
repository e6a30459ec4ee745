package log

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockLogGood says what it does.
type WallClockLogGood struct{}

// Try leaves the time to the logger.
func (WallClockLogGood) Try(ctx restate.Context) error {
	ctx.Log().Info("tried")
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockLogGood{})}
}
