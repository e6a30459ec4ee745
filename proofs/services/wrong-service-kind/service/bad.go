// Package service is a proof: an object is called as a service.
package service

import (
	restate "github.com/restatedev/sdk-go"
)

// WrongServiceKindServiceBad asks an object.
type WrongServiceKindServiceBad struct{}

// WrongServiceKindServiceBadBox is an object.
type WrongServiceKindServiceBadBox struct{}

// Try gives no key to an object.
func (WrongServiceKindServiceBad) Try(ctx restate.Context) (string, error) {
	return restate.Service[string](ctx, "WrongServiceKindServiceBadBox", "Ask").Request(restate.Void{})
}

// Ask gives its key.
func (WrongServiceKindServiceBadBox) Ask(ctx restate.ObjectContext) (string, error) {
	return restate.Key(ctx), nil
}

// Bad registers both.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WrongServiceKindServiceBad{}), restate.Reflect(WrongServiceKindServiceBadBox{})}
}
