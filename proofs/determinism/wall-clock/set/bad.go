// Package set is a proof: the time is set as state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockSetBad is an object that keeps when it was used.
type WallClockSetBad struct{}

// Try sets the time of this attempt.
func (WallClockSetBad) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "usedAt", time.Now())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockSetBad{})}
}
