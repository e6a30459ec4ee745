package payload

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UniqueIdPayloadGood numbers its orders.
type UniqueIdPayloadGood struct{}

// Try sends the same identifier at each attempt.
func (UniqueIdPayloadGood) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "UniqueIdPayloadGood", "Note").Send(restate.UUID(ctx).String())
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (UniqueIdPayloadGood) Note(_ restate.Context, _ string) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UniqueIdPayloadGood{})}
}
