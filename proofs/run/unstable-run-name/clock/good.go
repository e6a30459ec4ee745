package clock

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnstableRunNameClockGood names its steps.
type UnstableRunNameClockGood struct{}

// Try names a step after what it does.
func (UnstableRunNameClockGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return nil
	}, restate.WithName("report"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnstableRunNameClockGood{})}
}
