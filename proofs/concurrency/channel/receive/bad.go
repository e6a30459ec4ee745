// Package receive is a proof: what was received from a channel is not there any more on replay.
package receive

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ChannelReceiveBad hands out tokens.
type ChannelReceiveBad struct {
	tokens chan string
}

// Try takes a token at each attempt, and there is one.
func (t ChannelReceiveBad) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "token", <-t.tokens)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	tokens := make(chan string, 1)
	tokens <- "token"
	return []restate.ServiceDefinition{restate.Reflect(ChannelReceiveBad{tokens})}
}
