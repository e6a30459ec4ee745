package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReceiverStateSetGood is an object with visitors.
type ReceiverStateSetGood struct{}

// Try counts visitors.
func (ReceiverStateSetGood) Try(ctx restate.ObjectContext) error {
	visitors, err := restate.Get[int](ctx, "visitors")
	if err != nil {
		return err
	}
	restate.Set(ctx, "visitors", visitors+1)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ReceiverStateSetGood{})}
}
