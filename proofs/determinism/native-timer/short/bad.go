// Package short is a proof: the handler pauses by time.Sleep, for less than the server waits.
package short

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NativeTimerShortBad pauses.
type NativeTimerShortBad struct{}

// Try pauses again at each attempt.
func (NativeTimerShortBad) Try(ctx restate.Context) error {
	time.Sleep(200 * time.Millisecond)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NativeTimerShortBad{})}
}
