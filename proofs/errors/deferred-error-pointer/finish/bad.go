// Package finish is a proof: a deferred call changes an error that was returned already.
package finish

import (
	restate "github.com/restatedev/sdk-go"
)

// DeferredErrorPointerFinishBad pays back.
type DeferredErrorPointerFinishBad struct{}

// Try returns the error as it was.
func (DeferredErrorPointerFinishBad) Try(ctx restate.Context) error {
	var err error
	defer finish(&err)
	err = restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no money")
	}, restate.WithName("pay"))
	return err
}

func finish(failure *error) {
	if *failure != nil {
		*failure = restate.TerminalErrorf("refund: %s", (*failure).Error())
	}
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeferredErrorPointerFinishBad{})}
}
