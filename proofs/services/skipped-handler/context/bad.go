// Package context is a proof: the first parameter of a method is another context.
package context

import (
	"context"

	restate "github.com/restatedev/sdk-go"
)

// SkippedHandlerContextBad asks itself.
type SkippedHandlerContextBad struct{}

// Try calls what is not registered.
func (SkippedHandlerContextBad) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "SkippedHandlerContextBad", "Ask").Request(restate.Void{})
}

// Ask is left out.
func (SkippedHandlerContextBad) Ask(context.Context) (string, error) { return "yes", nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SkippedHandlerContextBad{})}
}
