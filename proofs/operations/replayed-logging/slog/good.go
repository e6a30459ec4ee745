package slog

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReplayedLoggingSlogGood says what it does.
type ReplayedLoggingSlogGood struct{}

// Try says it once.
func (ReplayedLoggingSlogGood) Try(ctx restate.Context) error {
	ctx.Log().Info("tried")
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ReplayedLoggingSlogGood{})}
}
