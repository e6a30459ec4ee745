// Package two is a proof: a workflow has two main handlers.
package two

import (
	restate "github.com/restatedev/sdk-go"
)

// WorkflowRunTwoBad is a workflow.
type WorkflowRunTwoBad struct{}

// Again runs the workflow.
func (WorkflowRunTwoBad) Again(restate.WorkflowContext) error { return nil }

// Try runs the workflow.
func (WorkflowRunTwoBad) Try(restate.WorkflowContext) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WorkflowRunTwoBad{})}
}
