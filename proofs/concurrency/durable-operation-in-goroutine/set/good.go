package set

import (
	"strconv"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DurableOperationInGoroutineSetGood is an object with many fields.
type DurableOperationInGoroutineSetGood struct{}

// Try sets them one after another.
func (DurableOperationInGoroutineSetGood) Try(ctx restate.ObjectContext) error {
	for field := range 100 {
		restate.Set(ctx, strconv.Itoa(field), field)
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DurableOperationInGoroutineSetGood{})}
}
