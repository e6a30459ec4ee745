// Package result is a proof: the time is the answer.
package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockResultBad tells the time.
type WallClockResultBad struct{}

// Try returns the time of its last attempt.
func (WallClockResultBad) Try(ctx restate.Context) (time.Time, error) {
	now := time.Now()
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return time.Time{}, err
	}
	return now, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockResultBad{})}
}
