package two

import (
	restate "github.com/restatedev/sdk-go"
)

// WorkflowRunTwoGood is a workflow.
type WorkflowRunTwoGood struct{}

// Ask asks the workflow.
func (WorkflowRunTwoGood) Ask(restate.WorkflowSharedContext) error { return nil }

// Try runs the workflow.
func (WorkflowRunTwoGood) Try(restate.WorkflowContext) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WorkflowRunTwoGood{})}
}
