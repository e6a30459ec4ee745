package panic

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessExitPanicGood loads files.
type ProcessExitPanicGood struct{}

// Try fails once.
func (ProcessExitPanicGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	return restate.TerminalErrorf("the file has no name")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessExitPanicGood{})}
}
