package exit

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessExitExitGood loads files.
type ProcessExitExitGood struct{}

// Try ends its own work.
func (ProcessExitExitGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	return restate.TerminalErrorf("the file has no name")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessExitExitGood{})}
}
