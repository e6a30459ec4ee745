package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomBranchGood takes samples.
type RandomBranchGood struct{}

// Try sends every other sample, by a chance that a replay repeats.
func (RandomBranchGood) Try(ctx restate.Context) error {
	for sample := range 10 {
		if restate.Rand(ctx).Uint64()%2 == 0 {
			restate.ServiceSend(ctx, "RandomBranchGood", "Note").Send(sample)
		}
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Note does nothing.
func (RandomBranchGood) Note(_ restate.Context, _ int) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomBranchGood{})}
}
