// Package deferred is a proof: a lock is given up at a suspension.
package deferred

import (
	"sync"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SyncPrimitiveDeferredBad guards something.
type SyncPrimitiveDeferredBad struct {
	lock *sync.Mutex
}

// Try gives up the lock while it is suspended.
func (t SyncPrimitiveDeferredBad) Try(ctx restate.Context) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SyncPrimitiveDeferredBad{&sync.Mutex{}})}
}
