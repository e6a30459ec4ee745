// Package long is a proof: time.Sleep stands inside Run, for longer than the abort timeout.
package long

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepInRunLongBad pauses.
type SleepInRunLongBad struct{}

// Try is aborted before the end of its pause.
func (SleepInRunLongBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		time.Sleep(5 * time.Second)
		return nil
	}, restate.WithName("pause"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepInRunLongBad{})}
}
