package output

import (
	restate "github.com/restatedev/sdk-go"
)

// TargetTypeOutputGood asks itself.
type TargetTypeOutputGood struct{}

// Try expects a text.
func (TargetTypeOutputGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "TargetTypeOutputGood", "Ask").Request(restate.Void{})
}

// Ask gives a text.
func (TargetTypeOutputGood) Ask(restate.Context) (string, error) { return "yes", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TargetTypeOutputGood{})}
}
