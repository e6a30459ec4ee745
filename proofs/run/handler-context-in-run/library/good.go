package library

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// HandlerContextInRunLibraryGood calls another system.
type HandlerContextInRunLibraryGood struct{}

// Try hands over the context of Run.
func (HandlerContextInRunLibraryGood) Try(ctx restate.Context, place world.Place) error {
	err := restate.RunVoid(ctx, func(ctx restate.RunContext) error {
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

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunLibraryGood{})}
}
