package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// CapturedWriteResultGood counts.
type CapturedWriteResultGood struct{}

// Try returns what Run gives.
func (CapturedWriteResultGood) Try(ctx restate.Context) (int, error) {
	total, err := restate.Run(ctx, func(restate.RunContext) (int, error) {
		return 5, nil
	}, restate.WithName("count"))
	if err != nil {
		return 0, err
	}
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return total, nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CapturedWriteResultGood{})}
}
