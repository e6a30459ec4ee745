// Package slog is a proof: a handler logs by a logger that knows nothing of replays.
package slog

import (
	"log/slog"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReplayedLoggingSlogBad says what it does.
type ReplayedLoggingSlogBad struct{}

// Try says it at each attempt.
func (ReplayedLoggingSlogBad) Try(ctx restate.Context) error {
	slog.Info("tried")
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ReplayedLoggingSlogBad{})}
}
