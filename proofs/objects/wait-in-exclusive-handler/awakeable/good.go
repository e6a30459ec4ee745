package awakeable

import (
	restate "github.com/restatedev/sdk-go"
)

// WaitInExclusiveHandlerAwakeableGood is an object that is looked at by somebody.
type WaitInExclusiveHandlerAwakeableGood struct{}

// Try leaves the answer to another handler, and gives the key back.
func (WaitInExclusiveHandlerAwakeableGood) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "verified", false)
	return nil
}

// Verified is called by who looks at it.
func (WaitInExclusiveHandlerAwakeableGood) Verified(ctx restate.ObjectContext, answer bool) error {
	restate.Set(ctx, "verified", answer)
	return nil
}

// Ask has the key when Try has ended.
func (WaitInExclusiveHandlerAwakeableGood) Ask(ctx restate.ObjectContext) (bool, error) {
	return restate.Get[bool](ctx, "verified")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WaitInExclusiveHandlerAwakeableGood{})}
}
