package effect

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// SwallowedPanicEffectGood books rooms.
type SwallowedPanicEffectGood struct{}

// Try cancels the room when it has failed.
func (SwallowedPanicEffectGood) Try(ctx restate.Context, place world.Place) error {
	err := restate.Sleep(ctx, 50*time.Millisecond)
	if err != nil {
		return restate.RunVoid(ctx, func(restate.RunContext) error {
			return cancel(place)
		}, restate.WithName("cancel"), restate.WithMaxRetryAttempts(3))
	}
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicEffectGood{})}
}
