// Package run is a proof: a compensation is deferred without a condition.
package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// UnguardedDeferRunBad books rooms.
type UnguardedDeferRunBad struct{}

// Try cancels the room that it has booked.
func (UnguardedDeferRunBad) Try(ctx restate.Context) error {
	defer func() {
		err := restate.RunVoid(ctx, func(restate.RunContext) error {
			world.Act()
			return nil
		}, restate.WithName("cancel"))
		if err != nil {
			panic(err)
		}
	}()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnguardedDeferRunBad{})}
}
