// Package effect is a proof: recover stops the panic that suspends, and takes something back.
package effect

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// SwallowedPanicEffectBad books rooms.
type SwallowedPanicEffectBad struct{}

// Try takes its suspension for a failure, and cancels the room.
func (SwallowedPanicEffectBad) Try(ctx restate.Context, place world.Place) (err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			err = cancel(place)
		}
	}()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

func cancel(place world.Place) error {
	answer, err := http.Post(place.World, "text/plain", nil)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicEffectBad{})}
}
