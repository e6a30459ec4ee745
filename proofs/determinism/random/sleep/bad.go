// Package sleep is a proof: a random number decides how long to sleep.
package sleep

import (
	"math/rand/v2"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomSleepBad comes when nobody expects it.
type RandomSleepBad struct{}

// Try sleeps for another time at each attempt.
func (RandomSleepBad) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, time.Duration(rand.IntN(100))*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomSleepBad{})}
}
