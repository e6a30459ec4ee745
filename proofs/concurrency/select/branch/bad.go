// Package branch is a proof: select decides what is set as state.
package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SelectBranchBad listens to two sides.
type SelectBranchBad struct {
	left, right chan struct{}
}

// Try notes who was first, and both are there.
func (t SelectBranchBad) Try(ctx restate.WorkflowContext) error {
	for range 10 {
		select {
		case <-t.left:
			restate.Set(ctx, "first", "left")
		case <-t.right:
			restate.Set(ctx, "first", "right")
		}
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	left, right := make(chan struct{}), make(chan struct{})
	close(left)
	close(right)
	return []restate.ServiceDefinition{restate.Reflect(SelectBranchBad{left, right})}
}
