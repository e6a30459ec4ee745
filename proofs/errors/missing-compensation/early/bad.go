// Package early is a proof: a terminal error is returned without compensation.
package early

import (
	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// MissingCompensationEarlyBad books trips.
type MissingCompensationEarlyBad struct{}

// Try leaves the flight booked.
func (MissingCompensationEarlyBad) Try(ctx restate.Context) error {
	var compensations []func() error
	compensate := func() {
		for _, undo := range compensations {
			if err := undo(); err != nil {
				panic(err)
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
	return restate.TerminalErrorf("no hotel")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MissingCompensationEarlyBad{})}
}
