package receive

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ChannelReceiveGood hands out tokens.
type ChannelReceiveGood struct {
	tokens chan string
}

// Try takes one token.
func (t ChannelReceiveGood) Try(ctx restate.ObjectContext) error {
	token, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		return <-t.tokens, nil
	}, restate.WithName("token"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "token", token)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	tokens := make(chan string, 1)
	tokens <- "token"
	return []restate.ServiceDefinition{restate.Reflect(ChannelReceiveGood{tokens})}
}
