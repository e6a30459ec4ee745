package object

import (
	restate "github.com/restatedev/sdk-go"
)

// PromiseOutsideWorkflowObjectGood is a workflow with a promise.
type PromiseOutsideWorkflowObjectGood struct{}

// Try resolves a promise of the workflow.
func (PromiseOutsideWorkflowObjectGood) Try(ctx restate.WorkflowContext) (string, error) {
	promise := restate.Promise[string](ctx, "answer")
	if err := promise.Resolve("yes"); err != nil {
		return "", err
	}
	return promise.Result()
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(PromiseOutsideWorkflowObjectGood{})}
}
