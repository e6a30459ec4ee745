package sleep

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// RandomSleepGood comes when nobody expects it.
type RandomSleepGood struct{}

// Try sleeps for a time that is the same at each attempt.
func (RandomSleepGood) Try(ctx restate.Context) error {
	jitter := restate.Rand(ctx).Float64()
	if err := restate.Sleep(ctx, time.Duration(jitter*100)*time.Millisecond); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RandomSleepGood{})}
}
