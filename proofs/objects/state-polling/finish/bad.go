// Package finish is a proof: a shared handler asks for state until somebody sets it.
package finish

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// StatePollingFinishBad is an object with a result.
type StatePollingFinishBad struct{}

// Try asks again and again.
func (StatePollingFinishBad) Try(ctx restate.ObjectSharedContext) (string, error) {
	for {
		found, err := restate.Get[string](ctx, "found")
		if err != nil || found != "" {
			return found, err
		}
		if err := restate.Sleep(ctx, 200*time.Millisecond); err != nil {
			return "", err
		}
	}
}

// Finish sets the result.
func (StatePollingFinishBad) Finish(ctx restate.ObjectContext) error {
	restate.Set(ctx, "found", "found")
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StatePollingFinishBad{})}
}
