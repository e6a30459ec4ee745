// Package log is a proof: the handler logs inside Run by its own context.
package log

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunLogBad says what it does.
type HandlerContextInRunLogBad struct{}

// Try logs by the wrong context.
func (HandlerContextInRunLogBad) Try(ctx restate.Context) (string, error) {
	done, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		ctx.Log().Info("works")
		return "done", nil
	}, restate.WithName("work"))
	if err != nil {
		return "", err
	}
	return done, restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunLogBad{})}
}
