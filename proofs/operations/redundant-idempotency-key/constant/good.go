package constant

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RedundantIdempotencyKeyConstantGood tells another handler.
type RedundantIdempotencyKeyConstantGood struct{}

// Try leaves that to the journal.
func (RedundantIdempotencyKeyConstantGood) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "RedundantIdempotencyKeyConstantGood", "Note").Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (RedundantIdempotencyKeyConstantGood) Note(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RedundantIdempotencyKeyConstantGood{})}
}
