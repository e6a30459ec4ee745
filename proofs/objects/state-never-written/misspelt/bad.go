// Package misspelt is a proof: state is read by another name than it is set.
package misspelt

import (
	restate "github.com/restatedev/sdk-go"
)

// StateNeverWrittenMisspeltBad is an object with a total.
type StateNeverWrittenMisspeltBad struct{}

// Try reads what nobody sets.
func (StateNeverWrittenMisspeltBad) Try(ctx restate.ObjectContext) (int, error) {
	restate.Set(ctx, "total", 5)
	return restate.Get[int](ctx, "totals")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateNeverWrittenMisspeltBad{})}
}
