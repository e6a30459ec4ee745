// Package answer is a proof: recover stops the panic that suspends, and the handler answers.
package answer

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SwallowedPanicAnswerBad waits.
type SwallowedPanicAnswerBad struct{}

// Try takes its suspension for a failure, but nobody listens to it then.
func (SwallowedPanicAnswerBad) Try(ctx restate.Context) (answer string, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			answer, err = "failed", nil
		}
	}()
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return "done", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicAnswerBad{})}
}
