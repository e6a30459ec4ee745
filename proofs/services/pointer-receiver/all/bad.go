// Package all is a proof: all handlers have pointer receivers, and a value is reflected.
package all

import (
	restate "github.com/restatedev/sdk-go"
)

// PointerReceiverAllBad is handed over by value.
type PointerReceiverAllBad struct{}

// Try belongs to a pointer.
func (t *PointerReceiverAllBad) Try(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(PointerReceiverAllBad{})}
}
