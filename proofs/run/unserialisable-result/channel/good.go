package channel

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnserialisableResultChannelGood listens.
type UnserialisableResultChannelGood struct{}

// Try gives what was heard.
func (UnserialisableResultChannelGood) Try(ctx restate.Context) error {
	_, err := restate.Run(ctx, func(restate.RunContext) (int, error) {
		return 5, nil
	}, restate.WithName("listen"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnserialisableResultChannelGood{})}
}
