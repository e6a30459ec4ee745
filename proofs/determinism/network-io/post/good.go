package post

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// NetworkIoPostGood calls another system.
type NetworkIoPostGood struct{}

// Try calls it once.
func (NetworkIoPostGood) Try(ctx restate.Context, place world.Place) error {
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
	return []restate.ServiceDefinition{restate.Reflect(NetworkIoPostGood{})}
}
