package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// StateInServiceSetGood is an object.
type StateInServiceSetGood struct{}

// Try writes the state of an object.
func (StateInServiceSetGood) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "count", 1)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateInServiceSetGood{})}
}
