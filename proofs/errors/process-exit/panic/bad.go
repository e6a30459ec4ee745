// Package panic is a proof: a handler panics.
package panic

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ProcessExitPanicBad loads files.
type ProcessExitPanicBad struct{}

// Try panics at every attempt.
func (ProcessExitPanicBad) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return err
	}
	panic("the file has no name")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ProcessExitPanicBad{})}
}
