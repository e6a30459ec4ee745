package log

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunLogGood says what it does.
type HandlerContextInRunLogGood struct{}

// Try logs by the context of Run.
func (HandlerContextInRunLogGood) Try(ctx restate.Context) (string, error) {
	done, err := restate.Run(ctx, func(ctx restate.RunContext) (string, error) {
		ctx.Log().Info("works")
		return "done", nil
	}, restate.WithName("work"))
	if err != nil {
		return "", err
	}
	return done, restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunLogGood{})}
}
