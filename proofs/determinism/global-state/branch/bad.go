// Package branch is a proof: a variable of the process says what was done already.
package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

var done = map[string]bool{}

// GlobalStateBranchBad does things once.
type GlobalStateBranchBad struct{}

// Try takes its own first attempt for somebody else's.
func (GlobalStateBranchBad) Try(ctx restate.ObjectContext) (string, error) {
	if done[restate.Key(ctx)] {
		return "done by somebody else", nil
	}
	done[restate.Key(ctx)] = true
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return "done", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateBranchBad{})}
}
