// Package client is a proof: a client from outside is called inside Run.
package client

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationClientBad asks itself.
type NestedOperationClientBad struct{}

// Try calls inside.
func (NestedOperationClientBad) Try(ctx restate.Context) (string, error) {
	client := restate.Service[string](ctx, "NestedOperationClientBad", "Ask")
	return restate.Run(ctx, func(restate.RunContext) (string, error) {
		return client.Request(restate.Void{})
	}, restate.WithName("call"))
}

// Ask takes a moment.
func (NestedOperationClientBad) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationClientBad{})}
}
