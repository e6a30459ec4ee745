// Package channel is a proof: a Run gives a channel.
package channel

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnserialisableResultChannelBad listens.
type UnserialisableResultChannelBad struct{}

// Try cannot write the channel to the journal.
func (UnserialisableResultChannelBad) Try(ctx restate.Context) error {
	_, err := restate.Run(ctx, func(restate.RunContext) (chan int, error) {
		return make(chan int), nil
	}, restate.WithName("listen"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnserialisableResultChannelBad{})}
}
