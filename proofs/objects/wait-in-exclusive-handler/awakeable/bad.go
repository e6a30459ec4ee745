// Package awakeable is a proof: an exclusive handler waits for an answer from outside.
package awakeable

import (
	restate "github.com/restatedev/sdk-go"
)

// WaitInExclusiveHandlerAwakeableBad is an object that is looked at by somebody.
type WaitInExclusiveHandlerAwakeableBad struct{}

// Try holds the key until somebody answers.
func (WaitInExclusiveHandlerAwakeableBad) Try(ctx restate.ObjectContext) error {
	answer := restate.Awakeable[bool](ctx)
	verified, err := answer.Result()
	if err != nil {
		return err
	}
	restate.Set(ctx, "verified", verified)
	return nil
}

// Ask waits for the key.
func (WaitInExclusiveHandlerAwakeableBad) Ask(ctx restate.ObjectContext) (bool, error) {
	return restate.Get[bool](ctx, "verified")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WaitInExclusiveHandlerAwakeableBad{})}
}
