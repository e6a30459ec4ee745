// Package set is a proof: a counter of the process is set as state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

var tickets int

// GlobalStateSetBad is an object with numbered tickets.
type GlobalStateSetBad struct{}

// Try counts attempts, not tickets.
func (GlobalStateSetBad) Try(ctx restate.ObjectContext) error {
	tickets++
	restate.Set(ctx, "ticket", tickets)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateSetBad{})}
}
