package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunRunGood has steps.
type HandlerContextInRunRunGood struct{}

// Try runs one step after another.
func (HandlerContextInRunRunGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("inner"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunRunGood{})}
}
