package set

import (
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessEnvironmentSetGood is a workflow that knows who works for it.
type ProcessEnvironmentSetGood struct{}

// Try sets the process of the first attempt.
func (ProcessEnvironmentSetGood) Try(ctx restate.WorkflowContext) error {
	worker, err := restate.Run(ctx, func(restate.RunContext) (int, error) {
		return os.Getpid(), nil
	}, restate.WithName("worker"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "worker", worker)
	return restate.Sleep(ctx, 3*time.Second)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessEnvironmentSetGood{})}
}
