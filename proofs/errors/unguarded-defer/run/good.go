package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// UnguardedDeferRunGood books rooms.
type UnguardedDeferRunGood struct{}

// Try cancels the room when it could not be booked.
func (UnguardedDeferRunGood) Try(ctx restate.Context) (err error) {
	defer func() {
		if err != nil {
			err = restate.RunVoid(ctx, func(restate.RunContext) error {
				world.Act()
				return nil
			}, restate.WithName("cancel"))
		}
	}()
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnguardedDeferRunGood{})}
}
