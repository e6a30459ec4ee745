package call

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// BackgroundContextCallGood calls another system.
type BackgroundContextCallGood struct{}

// Try stops calling when the attempt ends.
func (BackgroundContextCallGood) Try(ctx restate.Context, place world.Place) error {
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
	}, restate.WithName("call"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(BackgroundContextCallGood{})}
}
