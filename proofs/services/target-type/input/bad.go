// Package input is a proof: a handler gets another type than it takes.
package input

import (
	restate "github.com/restatedev/sdk-go"
)

// TargetTypeInputBad asks itself.
type TargetTypeInputBad struct{}

// Try sends a text.
func (TargetTypeInputBad) Try(ctx restate.Context) (int, error) {
	return restate.Service[int](ctx, "TargetTypeInputBad", "Ask").Request("five")
}

// Ask takes a number.
func (TargetTypeInputBad) Ask(_ restate.Context, number int) (int, error) { return number, nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TargetTypeInputBad{})}
}
