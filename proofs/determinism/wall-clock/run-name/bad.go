// Package runname is a proof: the time is part of the name of a Run.
package runname

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockRunNameBad names its steps.
type WallClockRunNameBad struct{}

// Try names a step after the time.
func (WallClockRunNameBad) Try(ctx restate.Context) error {
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
	return []restate.ServiceDefinition{restate.Reflect(WallClockRunNameBad{})}
}
