// Package constant is a proof: a call between handlers has an idempotency key.
package constant

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RedundantIdempotencyKeyConstantBad tells another handler.
type RedundantIdempotencyKeyConstantBad struct{}

// Try gives the message a key.
func (RedundantIdempotencyKeyConstantBad) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "RedundantIdempotencyKeyConstantBad", "Note").Send(restate.Void{}, restate.WithIdempotencyKey("note"))
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (RedundantIdempotencyKeyConstantBad) Note(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RedundantIdempotencyKeyConstantBad{})}
}
