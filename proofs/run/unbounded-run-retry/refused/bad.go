// Package refused is a proof: another system refuses for ever what a Run asks.
package refused

import (
	"net/http"

	restate "github.com/restatedev/sdk-go"
)

// UnboundedRunRetryRefusedBad calls another system.
type UnboundedRunRetryRefusedBad struct{}

// Try calls it again and again.
func (UnboundedRunRetryRefusedBad) Try(ctx restate.Context) error {
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
	}, restate.WithName("call"))
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnboundedRunRetryRefusedBad{})}
}
