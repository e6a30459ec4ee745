// Package locked is a proof: a lock is held over a suspension.
package locked

import (
	"sync"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SyncPrimitiveLockedBad guards something.
type SyncPrimitiveLockedBad struct {
	lock *sync.Mutex
}

// Try waits at its second attempt for the lock that its first one took.
func (t SyncPrimitiveLockedBad) Try(ctx restate.Context) error {
	t.lock.Lock()
	err := restate.Sleep(ctx, 50*time.Millisecond)
	t.lock.Unlock()
	return err
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SyncPrimitiveLockedBad{&sync.Mutex{}})}
}
