package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// GlobalStateBranchGood does things once.
type GlobalStateBranchGood struct{}

// Try keeps in the state of the object what was done.
func (GlobalStateBranchGood) Try(ctx restate.ObjectContext) (string, error) {
	done, err := restate.Get[bool](ctx, "done")
	if err != nil {
		return "", err
	}
	if done {
		return "done by somebody else", nil
	}
	restate.Set(ctx, "done", true)
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return "done", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateBranchGood{})}
}
