// Package add is a proof: an exclusive handler waits for one of its own key.
package add

import (
	restate "github.com/restatedev/sdk-go"
)

// SelfCallAddBad is an object with a balance.
type SelfCallAddBad struct{}

// Try waits for a handler that waits for it.
func (SelfCallAddBad) Try(ctx restate.ObjectContext) (int, error) {
	return restate.Object[int](ctx, "SelfCallAddBad", restate.Key(ctx), "Add").Request(5)
}

// Add changes the balance.
func (SelfCallAddBad) Add(ctx restate.ObjectContext, amount int) (int, error) {
	restate.Set(ctx, "balance", amount)
	return amount, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SelfCallAddBad{})}
}
