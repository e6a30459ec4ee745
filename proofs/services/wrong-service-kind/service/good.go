package service

import (
	restate "github.com/restatedev/sdk-go"
)

// WrongServiceKindServiceGood asks an object.
type WrongServiceKindServiceGood struct{}

// WrongServiceKindServiceGoodBox is an object.
type WrongServiceKindServiceGoodBox struct{}

// Try gives a key to an object.
func (WrongServiceKindServiceGood) Try(ctx restate.Context) (string, error) {
	return restate.Object[string](ctx, "WrongServiceKindServiceGoodBox", "key", "Ask").Request(restate.Void{})
}

// Ask gives its key.
func (WrongServiceKindServiceGoodBox) Ask(ctx restate.ObjectContext) (string, error) {
	return restate.Key(ctx), nil
}

// Good registers both.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WrongServiceKindServiceGood{}), restate.Reflect(WrongServiceKindServiceGoodBox{})}
}
