// Package captured is a proof: the time is used inside a Run.
package captured

import (
	"errors"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockCapturedBad keeps a diary.
type WallClockCapturedBad struct{}

// Try writes down the time of an attempt.
func (WallClockCapturedBad) Try(ctx restate.Context) error {
	now := time.Now()
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return write(now)
	}, restate.WithName("write"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

func write(now time.Time) error {
	if now.IsZero() {
		return errors.New("there is no time")
	}
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockCapturedBad{})}
}
