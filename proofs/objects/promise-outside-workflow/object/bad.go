// Package object is a proof: an object asks for a promise.
package object

import (
	restate "github.com/restatedev/sdk-go"
)

// PromiseOutsideWorkflowObjectBad is an object with a promise.
type PromiseOutsideWorkflowObjectBad struct{}

// Try resolves a promise that objects have not.
func (PromiseOutsideWorkflowObjectBad) Try(ctx restate.ObjectContext) (string, error) {
	promise := restate.Promise[string](ctx.(restate.WorkflowSharedContext), "answer")
	if err := promise.Resolve("yes"); err != nil {
		return "", err
	}
	return promise.Result()
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(PromiseOutsideWorkflowObjectBad{})}
}
