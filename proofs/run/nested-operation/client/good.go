package client

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationClientGood asks itself.
type NestedOperationClientGood struct{}

// Try calls outside.
func (NestedOperationClientGood) Try(ctx restate.Context) (string, error) {
	client := restate.Service[string](ctx, "NestedOperationClientGood", "Ask")
	return client.Request(restate.Void{})
}

// Ask takes a moment.
func (NestedOperationClientGood) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationClientGood{})}
}
