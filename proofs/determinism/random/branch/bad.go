// Package branch is a proof: a random number decides whether a call is sent.
package branch

import (
	"math/rand/v2"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomBranchBad takes samples.
type RandomBranchBad struct{}

// Try sends every other sample, by chance.
func (RandomBranchBad) Try(ctx restate.Context) error {
	for sample := range 10 {
		if rand.IntN(2) == 0 {
			restate.ServiceSend(ctx, "RandomBranchBad", "Note").Send(sample)
		}
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Note does nothing.
func (RandomBranchBad) Note(_ restate.Context, _ int) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomBranchBad{})}
}
