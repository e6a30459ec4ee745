// Package run is a proof: a Run stands inside Run.
package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunRunBad has steps of steps.
type HandlerContextInRunRunBad struct{}

// Try runs a step inside a step.
func (HandlerContextInRunRunBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("inner"))
	}, restate.WithName("outer"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunRunBad{})}
}
