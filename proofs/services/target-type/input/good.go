package input

import (
	restate "github.com/restatedev/sdk-go"
)

// TargetTypeInputGood asks itself.
type TargetTypeInputGood struct{}

// Try sends a number.
func (TargetTypeInputGood) Try(ctx restate.Context) (int, error) {
	return restate.Service[int](ctx, "TargetTypeInputGood", "Ask").Request(5)
}

// Ask takes a number.
func (TargetTypeInputGood) Ask(_ restate.Context, number int) (int, error) { return number, nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TargetTypeInputGood{})}
}
