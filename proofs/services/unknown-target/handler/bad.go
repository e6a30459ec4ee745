// Package handler is a proof: a handler is called that is not there.
package handler

import (
	restate "github.com/restatedev/sdk-go"
)

// UnknownTargetHandlerBad asks itself.
type UnknownTargetHandlerBad struct{}

// Try calls by the wrong name.
func (UnknownTargetHandlerBad) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "UnknownTargetHandlerBad", "ask").Request(restate.Void{})
}

// Ask has a capital letter.
func (UnknownTargetHandlerBad) Ask(restate.Context) (string, error) { return "yes", nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnknownTargetHandlerBad{})}
}
