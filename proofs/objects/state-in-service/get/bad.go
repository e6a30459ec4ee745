// Package get is a proof: a service reads state.
package get

import (
	restate "github.com/restatedev/sdk-go"
)

// StateInServiceGetBad is a service.
type StateInServiceGetBad struct{}

// Try reads what services have not.
func (StateInServiceGetBad) Try(ctx restate.Context) (int, error) {
	return restate.Get[int](ctx.(restate.ObjectContext), "count")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateInServiceGetBad{})}
}
