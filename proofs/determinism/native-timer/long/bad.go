// Package long is a proof: the handler pauses by time.Sleep, for longer than the abort timeout.
package long

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NativeTimerLongBad pauses.
type NativeTimerLongBad struct{}

// Try never comes to the end of its pause before the attempt is aborted.
func (NativeTimerLongBad) Try(ctx restate.Context) error {
	time.Sleep(5 * time.Second)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(
		NativeTimerLongBad{}, restate.WithInactivityTimeout(0), restate.WithAbortTimeout(3*time.Second),
	)}
}
