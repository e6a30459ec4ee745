package privatefield

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnserialisableResultPrivateFieldGood asks for a price.
type UnserialisableResultPrivateFieldGood struct{}

type offer struct {
	Price int
}

// Try reads a price that was written to the journal.
func (UnserialisableResultPrivateFieldGood) Try(ctx restate.Context) (int, error) {
	asked, err := restate.Run(ctx, func(restate.RunContext) (offer, error) {
		return offer{Price: 5}, nil
	}, restate.WithName("ask"))
	if err != nil {
		return 0, err
	}
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return asked.Price, nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnserialisableResultPrivateFieldGood{})}
}
