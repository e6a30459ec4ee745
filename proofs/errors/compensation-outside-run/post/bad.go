// Package post is a proof: a compensation calls another system outside of Run.
package post

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// CompensationOutsideRunPostBad books trips.
type CompensationOutsideRunPostBad struct{}

// Try cancels the flight at each attempt.
func (CompensationOutsideRunPostBad) Try(ctx restate.Context, place world.Place) (err error) {
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
	compensations = append(compensations, func() error { return post(place) })
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no room")
	}, restate.WithName("book room"))
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
	return []restate.ServiceDefinition{restate.Reflect(CompensationOutsideRunPostBad{})}
}
