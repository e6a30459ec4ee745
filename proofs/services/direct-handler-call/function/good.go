package function

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DirectHandlerCallFunctionGood asks itself.
type DirectHandlerCallFunctionGood struct{}

// Try calls a handler.
func (DirectHandlerCallFunctionGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "DirectHandlerCallFunctionGood", "Ask").Request(restate.Void{})
}

// Ask takes a moment.
func (DirectHandlerCallFunctionGood) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DirectHandlerCallFunctionGood{})}
}
