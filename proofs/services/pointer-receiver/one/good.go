package one

import (
	restate "github.com/restatedev/sdk-go"
)

// PointerReceiverOneGood is handed over by value.
type PointerReceiverOneGood struct{}

// Try belongs to a value.
func (PointerReceiverOneGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "PointerReceiverOneGood", "Ask").Request(restate.Void{})
}

// Ask belongs to a value.
func (PointerReceiverOneGood) Ask(restate.Context) (string, error) { return "yes", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(PointerReceiverOneGood{})}
}
