// Package key is a proof: a new identifier is the key of an object that is called.
package key

import (
	"time"

	"github.com/google/uuid"
	restate "github.com/restatedev/sdk-go"
)

// UniqueIdKeyBad opens accounts.
type UniqueIdKeyBad struct{}

// Try opens another account at each attempt.
func (UniqueIdKeyBad) Try(ctx restate.ObjectContext) error {
	restate.ObjectSend(ctx, "UniqueIdKeyBad", uuid.NewString(), "Open").Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Open does nothing.
func (UniqueIdKeyBad) Open(restate.ObjectContext) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UniqueIdKeyBad{})}
}
