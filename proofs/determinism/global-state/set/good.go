package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// GlobalStateSetGood is an object with numbered tickets.
type GlobalStateSetGood struct{}

// Try counts tickets.
func (GlobalStateSetGood) Try(ctx restate.ObjectContext) error {
	tickets, err := restate.Get[int](ctx, "tickets")
	if err != nil {
		return err
	}
	restate.Set(ctx, "tickets", tickets+1)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateSetGood{})}
}
