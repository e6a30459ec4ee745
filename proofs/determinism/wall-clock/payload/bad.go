// Package payload is a proof: the time is sent to another handler.
package payload

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockPayloadBad tells another handler.
type WallClockPayloadBad struct{}

// Try sends the time of this attempt.
func (WallClockPayloadBad) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "WallClockPayloadBad", "Note").Send(time.Now())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (WallClockPayloadBad) Note(_ restate.Context, _ time.Time) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockPayloadBad{})}
}
