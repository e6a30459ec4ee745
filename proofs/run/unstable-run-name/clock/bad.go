// Package clock is a proof: the time is part of the name of a Run.
package clock

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnstableRunNameClockBad names its steps.
type UnstableRunNameClockBad struct{}

// Try names a step after the time.
func (UnstableRunNameClockBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return nil
	}, restate.WithName("report of "+time.Now().String()))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnstableRunNameClockBad{})}
}
