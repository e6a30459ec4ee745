package effect

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// NestedOperationEffectGood books rooms.
type NestedOperationEffectGood struct{}

// Try suspends after the block.
func (NestedOperationEffectGood) Try(ctx restate.Context, place world.Place) error {
	pause := restate.After(ctx, time.Second)
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return book(place)
	}, restate.WithName("book"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return pause.Done()
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationEffectGood{})}
}
