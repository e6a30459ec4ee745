// Package await is a proof: a call from outside is awaited inside Run, and the server keeps the connection open.
package await

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationAwaitBad asks itself.
type NestedOperationAwaitBad struct{}

// Try waits inside, while the handler waits for the block and takes the answer away from it.
func (NestedOperationAwaitBad) Try(ctx restate.Context) (string, error) {
	asked := restate.Service[string](ctx, "NestedOperationAwaitBad", "Ask").RequestFuture(restate.Void{})
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return restate.Run(ctx, func(restate.RunContext) (string, error) {
		return asked.Response()
	}, restate.WithName("wait"))
}

// Ask takes a moment.
func (NestedOperationAwaitBad) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, time.Second)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(
		NestedOperationAwaitBad{}, restate.WithInactivityTimeout(time.Hour),
	)}
}
