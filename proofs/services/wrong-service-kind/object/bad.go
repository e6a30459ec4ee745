// Package object is a proof: a service is called as an object.
package object

import (
	restate "github.com/restatedev/sdk-go"
)

// WrongServiceKindObjectBad asks itself.
type WrongServiceKindObjectBad struct{}

// Try gives a key to a service.
func (WrongServiceKindObjectBad) Try(ctx restate.Context) (string, error) {
	return restate.Object[string](ctx, "WrongServiceKindObjectBad", "key", "Ask").Request(restate.Void{})
}

// Ask is of a service.
func (WrongServiceKindObjectBad) Ask(restate.Context) (string, error) { return "yes", nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WrongServiceKindObjectBad{})}
}
