package run

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// LostFutureRunGood sends letters.
type LostFutureRunGood struct{}

// Try notices that the letter was not sent.
func (LostFutureRunGood) Try(ctx restate.Context) (string, error) {
	sent := restate.RunAsync(ctx, func(restate.RunContext) (string, error) {
		return "", restate.TerminalErrorf("not sent")
	}, restate.WithName("send"))
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	if _, err := sent.Result(); !restate.IsTerminalError(err) {
		return "", err
	}
	return "done", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(LostFutureRunGood{})}
}
