// Package await is a proof: a future from outside is awaited inside Run.
package await

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationAwaitBad asks itself.
type NestedOperationAwaitBad struct{}

// Try waits inside.
func (NestedOperationAwaitBad) Try(ctx restate.Context) (string, error) {
	asked := restate.Service[string](ctx, "NestedOperationAwaitBad", "Ask").RequestFuture(restate.Void{})
	return restate.Run(ctx, func(restate.RunContext) (string, error) {
		return asked.Response()
	}, restate.WithName("wait"))
}

// Ask takes a moment.
func (NestedOperationAwaitBad) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationAwaitBad{})}
}
