package captured

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockCapturedGood keeps a diary.
type WallClockCapturedGood struct{}

// Try writes down the time at which it is written.
func (WallClockCapturedGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return write(time.Now())
	}, restate.WithName("write"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockCapturedGood{})}
}
