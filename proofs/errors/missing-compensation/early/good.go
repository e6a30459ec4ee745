package early

import (
	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// MissingCompensationEarlyGood books trips.
type MissingCompensationEarlyGood struct{}

// Try cancels the flight.
func (MissingCompensationEarlyGood) Try(ctx restate.Context) error {
	var compensations []func() error
	compensate := func() {
		for _, undo := range compensations {
			if err := undo(); err != nil {
				ctx.Log().Error("not cancelled", "error", err)
			}
		}
	}
	compensations = append(compensations, func() error {
		return restate.RunVoid(ctx, func(restate.RunContext) error {
			world.Act()
			return nil
		}, restate.WithName("cancel flight"))
	})
	if err := restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName("book flight")); err != nil {
		compensate()
		return err
	}
	compensate()
	return restate.TerminalErrorf("no hotel")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MissingCompensationEarlyGood{})}
}
