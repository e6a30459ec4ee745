package deferred

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SyncPrimitiveDeferredGood is an object, which has one caller at a time.
type SyncPrimitiveDeferredGood struct{}

// Try needs no lock.
func (SyncPrimitiveDeferredGood) Try(ctx restate.ObjectContext) error {
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SyncPrimitiveDeferredGood{})}
}
