package random

import (
	"strconv"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnstableRunNameRandomGood names its steps.
type UnstableRunNameRandomGood struct{}

// Try names a step after what it does.
func (UnstableRunNameRandomGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return nil
	}, restate.WithName("step "+strconv.Itoa(1)))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnstableRunNameRandomGood{})}
}
