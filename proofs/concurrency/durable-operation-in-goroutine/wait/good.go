package wait

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DurableOperationInGoroutineWaitGood asks two at once.
type DurableOperationInGoroutineWaitGood struct{}

// Try asks with futures.
func (DurableOperationInGoroutineWaitGood) Try(ctx restate.Context) error {
	first := restate.Service[string](ctx, "DurableOperationInGoroutineWaitGood", "Answer").RequestFuture(restate.Void{})
	second := restate.Service[string](ctx, "DurableOperationInGoroutineWaitGood", "Answer").RequestFuture(restate.Void{})
	for _, err := range restate.Wait(ctx, first, second) {
		if err != nil {
			return err
		}
	}
	return nil
}

// Answer takes a moment.
func (DurableOperationInGoroutineWaitGood) Answer(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DurableOperationInGoroutineWaitGood{})}
}
