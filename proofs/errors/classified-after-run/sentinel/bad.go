// Package sentinel is a proof: an error is compared with a sentinel after it left a Run.
package sentinel

import (
	"errors"

	restate "github.com/restatedev/sdk-go"
)

var errDeclined = errors.New("card declined")

// ClassifiedAfterRunSentinelBad takes cards.
type ClassifiedAfterRunSentinelBad struct{}

// Try does not know its own error again.
func (ClassifiedAfterRunSentinelBad) Try(ctx restate.Context) (string, error) {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.ToTerminalError(errDeclined)
	}, restate.WithName("charge"))
	if errors.Is(err, errDeclined) {
		return "declined", nil
	}
	return "", err
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ClassifiedAfterRunSentinelBad{})}
}
