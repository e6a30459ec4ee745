// Package elapsed is a proof: a deadline of context is asked after a wait that is longer.
package elapsed

import (
	"context"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ContextDeadlineElapsedBad is in a hurry.
type ContextDeadlineElapsedBad struct{}

// Try never sees the deadline, which each attempt moves.
func (ContextDeadlineElapsedBad) Try(ctx restate.Context) (string, error) {
	limited, cancel := context.WithTimeout(ctx, 600*time.Millisecond)
	defer cancel()
	if err := restate.Sleep(ctx, 900*time.Millisecond); err != nil {
		return "", err
	}
	if limited.Err() != nil {
		return "late", nil
	}
	return "in time", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextDeadlineElapsedBad{})}
}
