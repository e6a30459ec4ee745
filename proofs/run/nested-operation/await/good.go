package await

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationAwaitGood asks itself.
type NestedOperationAwaitGood struct{}

// Try waits outside.
func (NestedOperationAwaitGood) Try(ctx restate.Context) (string, error) {
	asked := restate.Service[string](ctx, "NestedOperationAwaitGood", "Ask").RequestFuture(restate.Void{})
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	answer, err := asked.Response()
	if err != nil {
		return "", err
	}
	return restate.Run(ctx, func(restate.RunContext) (string, error) {
		return answer, nil
	}, restate.WithName("keep"))
}

// Ask takes a moment.
func (NestedOperationAwaitGood) Ask(ctx restate.Context) (string, error) {
	return "yes", restate.Sleep(ctx, time.Second)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(
		NestedOperationAwaitGood{}, restate.WithInactivityTimeout(time.Hour),
	)}
}
