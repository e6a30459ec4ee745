// Package helper is a proof: recover stops the panic in a helper, and the handler goes on.
package helper

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SwallowedPanicHelperBad waits.
type SwallowedPanicHelperBad struct{}

// Try goes on without having waited.
func (SwallowedPanicHelperBad) Try(ctx restate.ObjectContext) (string, error) {
	if !paused(ctx) {
		return "not paused", nil
	}
	return "done", nil
}

func paused(ctx restate.ObjectContext) (done bool) {
	defer func() {
		if recover() != nil {
			restate.Set(ctx, "paused", false)
		}
	}()
	return restate.Sleep(ctx, 50*time.Millisecond) == nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicHelperBad{})}
}
