package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockResultGood tells the time.
type WallClockResultGood struct{}

// Try returns the time that is in the journal.
func (WallClockResultGood) Try(ctx restate.Context) (time.Time, error) {
	now, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("now"))
	if err != nil {
		return time.Time{}, err
	}
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return time.Time{}, err
	}
	return now, nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockResultGood{})}
}
