// Package call is a proof: an empty context is used inside Run.
package call

import (
	"context"
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// BackgroundContextCallBad calls another system.
type BackgroundContextCallBad struct{}

// Try goes on calling after the attempt has ended.
func (BackgroundContextCallBad) Try(ctx restate.Context, place world.Place) error {
	err := restate.RunVoid(ctx, func(runCtx restate.RunContext) error {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, place.World, nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		return answer.Body.Close()
	}, restate.WithName("call"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(BackgroundContextCallBad{})}
}
