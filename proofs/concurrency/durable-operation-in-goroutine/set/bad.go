// Package set is a proof: goroutines set state, and wait for nothing.
package set

import (
	"strconv"
	"sync"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DurableOperationInGoroutineSetBad is an object with many fields.
type DurableOperationInGoroutineSetBad struct{}

// Try sets them in goroutines.
func (DurableOperationInGoroutineSetBad) Try(ctx restate.ObjectContext) error {
	var group sync.WaitGroup
	for field := range 100 {
		group.Go(func() {
			restate.Set(ctx, strconv.Itoa(field), field)
		})
	}
	group.Wait()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DurableOperationInGoroutineSetBad{})}
}
