package effect

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// UnguardedDeferEffectGood books rooms.
type UnguardedDeferEffectGood struct{}

// Try sends one message, when it has got that far.
func (UnguardedDeferEffectGood) Try(ctx restate.Context, place world.Place) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		return post(place)
	}, restate.WithName("post"), restate.WithMaxRetryAttempts(3))
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnguardedDeferEffectGood{})}
}
