package effect

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// GoroutineEffectGood sends letters.
type GoroutineEffectGood struct{}

// Try sends one letter.
func (GoroutineEffectGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		world.Act()
		return nil
	}, restate.WithName("send"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GoroutineEffectGood{})}
}
