package handler

import (
	restate "github.com/restatedev/sdk-go"
)

// UnknownTargetHandlerGood asks itself.
type UnknownTargetHandlerGood struct{}

// Try calls by the right name.
func (UnknownTargetHandlerGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "UnknownTargetHandlerGood", "Ask").Request(restate.Void{})
}

// Ask has a capital letter.
func (UnknownTargetHandlerGood) Ask(restate.Context) (string, error) { return "yes", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnknownTargetHandlerGood{})}
}
