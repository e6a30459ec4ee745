package add

import (
	restate "github.com/restatedev/sdk-go"
)

// SelfCallAddGood is an object with a balance.
type SelfCallAddGood struct{}

// Try calls a function.
func (SelfCallAddGood) Try(ctx restate.ObjectContext) (int, error) {
	return added(ctx, 5)
}

// Add changes the balance.
func (SelfCallAddGood) Add(ctx restate.ObjectContext, amount int) (int, error) {
	return added(ctx, amount)
}

func added(ctx restate.ObjectContext, amount int) (int, error) {
	restate.Set(ctx, "balance", amount)
	return amount, nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SelfCallAddGood{})}
}
