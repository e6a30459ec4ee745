package all

import (
	restate "github.com/restatedev/sdk-go"
)

// PointerReceiverAllGood is handed over by pointer.
type PointerReceiverAllGood struct{}

// Try belongs to a pointer.
func (t *PointerReceiverAllGood) Try(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(&PointerReceiverAllGood{})}
}
