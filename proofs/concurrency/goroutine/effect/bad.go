// Package effect is a proof: a goroutine has an effect outside.
package effect

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// GoroutineEffectBad sends letters.
type GoroutineEffectBad struct{}

// Try sends a letter at each attempt.
func (GoroutineEffectBad) Try(ctx restate.Context) error {
	go world.Act()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GoroutineEffectBad{})}
}
