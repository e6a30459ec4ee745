// Package sleep is a proof: a durable sleep stands inside Run.
package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunSleepBad pauses.
type HandlerContextInRunSleepBad struct{}

// Try sleeps inside.
func (HandlerContextInRunSleepBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.Sleep(ctx, 50*time.Millisecond)
	}, restate.WithName("pause"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunSleepBad{})}
}
