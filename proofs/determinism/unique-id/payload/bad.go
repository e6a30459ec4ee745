// Package payload is a proof: a new identifier is sent to another handler.
package payload

import (
	"time"

	"github.com/google/uuid"
	restate "github.com/restatedev/sdk-go"
)

// UniqueIdPayloadBad numbers its orders.
type UniqueIdPayloadBad struct{}

// Try sends another identifier at each attempt.
func (UniqueIdPayloadBad) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "UniqueIdPayloadBad", "Note").Send(uuid.NewString())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (UniqueIdPayloadBad) Note(_ restate.Context, _ string) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UniqueIdPayloadBad{})}
}
