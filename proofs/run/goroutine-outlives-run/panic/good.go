package panic

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// GoroutineOutlivesRunPanicGood works in the block.
type GoroutineOutlivesRunPanicGood struct{}

// Try waits for the work, and gets its error.
func (GoroutineOutlivesRunPanicGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("the work has failed")
	}, restate.WithName("work"))
	if restate.IsTerminalError(err) {
		return restate.Sleep(ctx, time.Second)
	}
	return err
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GoroutineOutlivesRunPanicGood{})}
}
