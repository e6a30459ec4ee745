package fails

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// CompensationAfterActionFailsGood books trips.
type CompensationAfterActionFailsGood struct{}

// Try takes back what was done before the failure.
func (CompensationAfterActionFailsGood) Try(ctx restate.Context, place world.Place) (err error) {
	var compensations []func() error
	defer func() {
		if err != nil {
			for _, compensate := range compensations {
				if failure := compensate(); failure != nil {
					err = failure
				}
			}
		}
	}()
	compensations = append(compensations, func() error {
		return restate.RunVoid(ctx, func(restate.RunContext) error {
			return post(place)
		}, restate.WithName("cancel flight"), restate.WithMaxRetryAttempts(3))
	})
	err = restate.RunVoid(ctx, func(restate.RunContext) error {
		if err := post(place); err != nil {
			return err
		}
		return restate.TerminalErrorf("failed half-way")
	}, restate.WithName("book flight"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CompensationAfterActionFailsGood{})}
}
