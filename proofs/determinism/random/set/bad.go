// Package set is a proof: a random number is set as state.
package set

import (
	"math/rand/v2"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomSetBad is an object with a number.
type RandomSetBad struct{}

// Try draws another number at each attempt.
func (RandomSetBad) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "number", rand.Int64())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomSetBad{})}
}
