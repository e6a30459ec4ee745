// Package wait is a proof: goroutines wait for calls.
package wait

import (
	"sync"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DurableOperationInGoroutineWaitBad asks two at once.
type DurableOperationInGoroutineWaitBad struct{}

// Try asks in goroutines.
func (DurableOperationInGoroutineWaitBad) Try(ctx restate.Context) error {
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			_, _ = restate.Service[string](ctx, "DurableOperationInGoroutineWaitBad", "Answer").Request(restate.Void{})
		})
	}
	group.Wait()
	return nil
}

// Answer takes a moment.
func (DurableOperationInGoroutineWaitBad) Answer(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DurableOperationInGoroutineWaitBad{})}
}
