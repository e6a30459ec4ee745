// Package set is a proof: a service writes state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// StateInServiceSetBad is a service.
type StateInServiceSetBad struct{}

// Try writes what services have not.
func (StateInServiceSetBad) Try(ctx restate.Context) error {
	restate.Set(ctx.(restate.ObjectContext), "count", 1)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateInServiceSetBad{})}
}
