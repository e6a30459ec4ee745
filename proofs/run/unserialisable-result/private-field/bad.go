// Package privatefield is a proof: a Run gives a struct without exported fields.
package privatefield

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnserialisableResultPrivateFieldBad asks for a price.
type UnserialisableResultPrivateFieldBad struct{}

type quote struct {
	price int
}

// Try reads a price that was not written to the journal.
func (UnserialisableResultPrivateFieldBad) Try(ctx restate.Context) (int, error) {
	asked, err := restate.Run(ctx, func(restate.RunContext) (quote, error) {
		return quote{price: 5}, nil
	}, restate.WithName("ask"))
	if err != nil {
		return 0, err
	}
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return asked.price, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnserialisableResultPrivateFieldBad{})}
}
