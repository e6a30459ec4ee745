// Package helper is a proof: a helper gets the context of the handler inside Run, and uses it.
package helper

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunHelperBad is an object with a total.
type HandlerContextInRunHelperBad struct{}

// Try adds with the wrong context.
func (HandlerContextInRunHelperBad) Try(ctx restate.ObjectContext) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return add(ctx)
	}, restate.WithName("add"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

func add(ctx restate.ObjectContext) error {
	total, err := restate.Get[int](ctx, "total")
	if err != nil {
		return err
	}
	restate.Set(ctx, "total", total+1)
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunHelperBad{})}
}
