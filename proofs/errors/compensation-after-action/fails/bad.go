// Package fails is a proof: a compensation is registered after an action that fails half-way.
package fails

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// CompensationAfterActionFailsBad books trips.
type CompensationAfterActionFailsBad struct{}

// Try does not take back what was done before the failure.
func (CompensationAfterActionFailsBad) Try(ctx restate.Context, place world.Place) (err error) {
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
	err = restate.RunVoid(ctx, func(restate.RunContext) error {
		if err := post(place); err != nil {
			return err
		}
		return restate.TerminalErrorf("failed half-way")
	}, restate.WithName("book flight"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	compensations = append(compensations, func() error {
		return restate.RunVoid(ctx, func(restate.RunContext) error {
			return post(place)
		}, restate.WithName("cancel flight"), restate.WithMaxRetryAttempts(3))
	})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

func post(place world.Place) error {
	answer, err := http.Post(place.World, "text/plain", nil)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CompensationAfterActionFailsBad{})}
}
