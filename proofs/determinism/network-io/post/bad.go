// Package post is a proof: another system is called outside of Run.
package post

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// NetworkIoPostBad calls another system.
type NetworkIoPostBad struct{}

// Try calls it at each attempt.
func (NetworkIoPostBad) Try(ctx restate.Context, place world.Place) error {
	answer, err := http.Post(place.World, "text/plain", nil)
	if err != nil {
		return err
	}
	if err := answer.Body.Close(); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NetworkIoPostBad{})}
}
