package finish

import (
	restate "github.com/restatedev/sdk-go"
)

// StatePollingFinishGood is a workflow with a result.
type StatePollingFinishGood struct{}

// Try waits once.
func (StatePollingFinishGood) Try(ctx restate.WorkflowContext) (string, error) {
	return restate.Promise[string](ctx, "found").Result()
}

// Finish resolves the promise.
func (StatePollingFinishGood) Finish(ctx restate.WorkflowSharedContext) error {
	return restate.Promise[string](ctx, "found").Resolve("found")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StatePollingFinishGood{})}
}
