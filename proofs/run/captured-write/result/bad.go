// Package result is a proof: a variable that is set inside Run is returned.
package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// CapturedWriteResultBad counts.
type CapturedWriteResultBad struct{}

// Try returns what a replay does not set.
func (CapturedWriteResultBad) Try(ctx restate.Context) (int, error) {
	var total int
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		total = 5
		return nil
	}, restate.WithName("count"))
	if err != nil {
		return 0, err
	}
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return total, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CapturedWriteResultBad{})}
}
