package refused

import (
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnboundedRunRetryRefusedGood calls another system.
type UnboundedRunRetryRefusedGood struct{}

// Try gives up after three attempts.
func (UnboundedRunRetryRefusedGood) Try(ctx restate.Context) error {
	return restate.RunVoid(ctx, func(ctx restate.RunContext) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://127.0.0.1:1", nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		return answer.Body.Close()
	}, restate.WithName("call"), restate.WithMaxRetryAttempts(3), restate.WithInitialRetryInterval(10*time.Millisecond))
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnboundedRunRetryRefusedGood{})}
}
