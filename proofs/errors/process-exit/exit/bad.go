// Package exit is a proof: a handler ends the process.
package exit

import (
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessExitExitBad loads files.
type ProcessExitExitBad struct{}

// Try ends everybody's work.
func (ProcessExitExitBad) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	os.Exit(1)
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessExitExitBad{})}
}
