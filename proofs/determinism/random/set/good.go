package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomSetGood is an object with a number.
type RandomSetGood struct{}

// Try draws the same number at each attempt.
func (RandomSetGood) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "number", restate.Rand(ctx).Uint64())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomSetGood{})}
}
