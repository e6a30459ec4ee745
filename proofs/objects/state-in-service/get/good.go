package get

import (
	restate "github.com/restatedev/sdk-go"
)

// StateInServiceGetGood is an object.
type StateInServiceGetGood struct{}

// Try reads the state of an object.
func (StateInServiceGetGood) Try(ctx restate.ObjectSharedContext) (int, error) {
	return restate.Get[int](ctx, "count")
}

// Reset writes it.
func (StateInServiceGetGood) Reset(ctx restate.ObjectContext) error {
	restate.Set(ctx, "count", 0)
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateInServiceGetGood{})}
}
