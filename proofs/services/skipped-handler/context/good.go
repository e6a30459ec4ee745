package context

import (
	restate "github.com/restatedev/sdk-go"
)

// SkippedHandlerContextGood asks itself.
type SkippedHandlerContextGood struct{}

// Try calls what is registered.
func (SkippedHandlerContextGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "SkippedHandlerContextGood", "Ask").Request(restate.Void{})
}

// Ask is a handler.
func (SkippedHandlerContextGood) Ask(restate.Context) (string, error) { return "yes", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SkippedHandlerContextGood{})}
}
