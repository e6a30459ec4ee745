// Package library is a proof: the context of the handler inside Run goes to a library, which only asks whether it has ended.
package library

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// HandlerContextInRunLibraryBad calls another system.
type HandlerContextInRunLibraryBad struct{}

// Try hands over the wrong context.
func (HandlerContextInRunLibraryBad) Try(ctx restate.Context, place world.Place) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, place.World, nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		return answer.Body.Close()
	}, restate.WithName("post"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunLibraryBad{})}
}
