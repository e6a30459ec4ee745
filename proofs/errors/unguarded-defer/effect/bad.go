// Package effect is a proof: an effect is deferred without a condition.
package effect

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// UnguardedDeferEffectBad books rooms.
type UnguardedDeferEffectBad struct{}

// Try sends the cancellation at every suspension, and at the end.
func (UnguardedDeferEffectBad) Try(ctx restate.Context, place world.Place) error {
	defer func() { _ = post(place) }()
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
	return []restate.ServiceDefinition{restate.Reflect(UnguardedDeferEffectBad{})}
}
