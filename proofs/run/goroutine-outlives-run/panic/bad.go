// Package panic is a proof: a goroutine of Run panics after the block has ended.
package panic

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// GoroutineOutlivesRunPanicBad works in the background.
type GoroutineOutlivesRunPanicBad struct{}

// Try does not wait for the work.
func (GoroutineOutlivesRunPanicBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		go work()
		return nil
	}, restate.WithName("work"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, time.Second)
}

func work() {
	time.Sleep(100 * time.Millisecond)
	panic("the work has failed")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GoroutineOutlivesRunPanicBad{})}
}
