package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunSleepGood pauses.
type HandlerContextInRunSleepGood struct{}

// Try sleeps outside.
func (HandlerContextInRunSleepGood) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunSleepGood{})}
}
