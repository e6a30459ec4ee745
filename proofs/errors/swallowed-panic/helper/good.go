package helper

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SwallowedPanicHelperGood waits.
type SwallowedPanicHelperGood struct{}

// Try leaves panics to the SDK.
func (SwallowedPanicHelperGood) Try(ctx restate.ObjectContext) (string, error) {
	if !slept(ctx) {
		return "not paused", nil
	}
	return "done", nil
}

func slept(ctx restate.ObjectContext) bool {
	return restate.Sleep(ctx, 50*time.Millisecond) == nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicHelperGood{})}
}
