package object

import (
	restate "github.com/restatedev/sdk-go"
)

// WrongServiceKindObjectGood asks itself.
type WrongServiceKindObjectGood struct{}

// Try gives no key to a service.
func (WrongServiceKindObjectGood) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "WrongServiceKindObjectGood", "Ask").Request(restate.Void{})
}

// Ask is of a service.
func (WrongServiceKindObjectGood) Ask(restate.Context) (string, error) { return "yes", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WrongServiceKindObjectGood{})}
}
