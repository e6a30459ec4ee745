// Package set is a proof: a field of the service is counted up and set as state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReceiverStateSetBad is an object with visitors.
type ReceiverStateSetBad struct {
	visitors int
}

// Try counts attempts, not visitors.
func (t *ReceiverStateSetBad) Try(ctx restate.ObjectContext) error {
	t.visitors++
	restate.Set(ctx, "visitors", t.visitors)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(&ReceiverStateSetBad{})}
}
