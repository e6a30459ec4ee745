package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SelectBranchGood listens to two sides.
type SelectBranchGood struct{}

// Try notes who was first, as the journal says.
func (SelectBranchGood) Try(ctx restate.WorkflowContext) error {
	for range 10 {
		left, right := restate.After(ctx, time.Millisecond), restate.After(ctx, time.Millisecond)
		first, err := restate.WaitFirst(ctx, left, right)
		if err != nil {
			return err
		}
		restate.Set(ctx, "left", first == left)
	}
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SelectBranchGood{})}
}
