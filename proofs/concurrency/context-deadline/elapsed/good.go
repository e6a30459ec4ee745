package elapsed

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ContextDeadlineElapsedGood is in a hurry.
type ContextDeadlineElapsedGood struct{}

// Try sees which of two timers was first.
func (ContextDeadlineElapsedGood) Try(ctx restate.Context) (string, error) {
	work, limit := restate.After(ctx, 900*time.Millisecond), restate.After(ctx, 600*time.Millisecond)
	first, err := restate.WaitFirst(ctx, work, limit)
	if err != nil {
		return "", err
	}
	if first == limit {
		return "late", nil
	}
	return "in time", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextDeadlineElapsedGood{})}
}
