// Package effect is a proof: a block acts on the world, and then awaits a future from outside.
package effect

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// NestedOperationEffectBad books rooms.
type NestedOperationEffectBad struct{}

// Try suspends inside the block, which begins anew.
func (NestedOperationEffectBad) Try(ctx restate.Context, place world.Place) error {
	pause := restate.After(ctx, time.Second)
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		if err := book(place); err != nil {
			return err
		}
		return pause.Done()
	}, restate.WithName("book"))
}

func book(place world.Place) error {
	answer, err := http.Post(place.World, "text/plain", nil)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationEffectBad{})}
}
