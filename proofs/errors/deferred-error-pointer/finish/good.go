package finish

import (
	restate "github.com/restatedev/sdk-go"
)

// DeferredErrorPointerFinishGood pays back.
type DeferredErrorPointerFinishGood struct{}

// Try returns the error as it is in the end.
func (DeferredErrorPointerFinishGood) Try(ctx restate.Context) (err error) {
	defer finish(&err)
	err = restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no money")
	}, restate.WithName("pay"))
	return err
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeferredErrorPointerFinishGood{})}
}
