// Package one is a proof: one handler has a pointer receiver, and a value is reflected.
package one

import (
	restate "github.com/restatedev/sdk-go"
)

// PointerReceiverOneBad is handed over by value.
type PointerReceiverOneBad struct{}

// Try belongs to a value.
func (PointerReceiverOneBad) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "PointerReceiverOneBad", "Ask").Request(restate.Void{})
}

// Ask belongs to a pointer, and is left out.
func (t *PointerReceiverOneBad) Ask(restate.Context) (string, error) { return "yes", nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(PointerReceiverOneBad{})}
}
