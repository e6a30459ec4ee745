package misspelt

import (
	restate "github.com/restatedev/sdk-go"
)

// StateNeverWrittenMisspeltGood is an object with a total.
type StateNeverWrittenMisspeltGood struct{}

// Try reads what it sets.
func (StateNeverWrittenMisspeltGood) Try(ctx restate.ObjectContext) (int, error) {
	restate.Set(ctx, "total", 5)
	return restate.Get[int](ctx, "total")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateNeverWrittenMisspeltGood{})}
}
