// Package function is a proof: a handler is called as a function.
package function

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DirectHandlerCallFunctionBad asks itself.
type DirectHandlerCallFunctionBad struct{}

// Try calls a method.
func (t DirectHandlerCallFunctionBad) Try(ctx restate.Context) (string, error) {
	return t.Ask(ctx)
}

// Ask takes a moment.
func (DirectHandlerCallFunctionBad) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DirectHandlerCallFunctionBad{})}
}
