package branch

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockBranchGood takes orders.
type WallClockBranchGood struct{}

// Try tells somebody, as long as the order was fresh when this was asked first.
func (WallClockBranchGood) Try(ctx restate.Context) error {
	fresh, err := restate.Run(ctx, func(restate.RunContext) (bool, error) {
		return time.Now().Before(time.Unix(1<<40, 0)), nil
	}, restate.WithName("fresh"))
	if err != nil {
		return err
	}
	if fresh {
		restate.ServiceSend(ctx, "WallClockBranchGood", "Note").Send(restate.Void{})
	}
	return restate.Sleep(ctx, 1500*time.Millisecond)
}

// Note does nothing.
func (WallClockBranchGood) Note(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockBranchGood{})}
}
