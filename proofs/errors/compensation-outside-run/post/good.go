package post

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// CompensationOutsideRunPostGood books trips.
type CompensationOutsideRunPostGood struct{}

// Try cancels the flight once.
func (CompensationOutsideRunPostGood) Try(ctx restate.Context, place world.Place) (err error) {
	var compensations []func() error
	defer func() {
		if err != nil {
			for _, compensate := range compensations {
				if failure := compensate(); failure != nil {
					err = failure
				}
			}
			if failure := restate.Sleep(ctx, 50*time.Millisecond); failure != nil {
				err = failure
			}
		}
	}()
	compensations = append(compensations, func() error {
		return restate.RunVoid(ctx, func(restate.RunContext) error {
			return post(place)
		}, restate.WithName("cancel flight"), restate.WithMaxRetryAttempts(3))
	})
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no room")
	}, restate.WithName("book room"))
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CompensationOutsideRunPostGood{})}
}
