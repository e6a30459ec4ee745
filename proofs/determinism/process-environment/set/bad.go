// Package set is a proof: the number of the process is set as state, and another process replays.
package set

import (
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessEnvironmentSetBad is a workflow that knows who works for it.
type ProcessEnvironmentSetBad struct{}

// Try sets the process of this attempt.
func (ProcessEnvironmentSetBad) Try(ctx restate.WorkflowContext) error {
	restate.Set(ctx, "worker", os.Getpid())
	return restate.Sleep(ctx, 3*time.Second)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessEnvironmentSetBad{})}
}
