package locked

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SyncPrimitiveLockedGood is an object, which has one caller at a time.
type SyncPrimitiveLockedGood struct{}

// Try needs no lock.
func (SyncPrimitiveLockedGood) Try(ctx restate.ObjectContext) error {
	err := restate.Sleep(ctx, 50*time.Millisecond)
	return err
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SyncPrimitiveLockedGood{})}
}
