// Package run is a proof: nobody waits for what RunAsync began.
package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// LostFutureRunBad sends letters.
type LostFutureRunBad struct{}

// Try does not notice that the letter was not sent.
func (LostFutureRunBad) Try(ctx restate.Context) (string, error) {
	restate.RunAsync(ctx, func(restate.RunContext) (string, error) {
		return "", restate.TerminalErrorf("not sent")
	}, restate.WithName("send"))
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return "done, it seems", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(LostFutureRunBad{})}
}
