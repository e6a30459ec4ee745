// Package branch is a proof: the time decides whether a call is sent.
package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockBranchBad takes orders.
type WallClockBranchBad struct{}

// Try tells somebody, as long as the order is fresh.
func (WallClockBranchBad) Try(ctx restate.Context) error {
	ordered, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("ordered"))
	if err != nil {
		return err
	}
	if time.Now().Before(ordered.Add(time.Second)) {
		restate.ServiceSend(ctx, "WallClockBranchBad", "Note").Send(restate.Void{})
	}
	return restate.Sleep(ctx, 1500*time.Millisecond)
}

// Note does nothing.
func (WallClockBranchBad) Note(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockBranchBad{})}
}
