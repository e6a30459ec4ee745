package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockSetGood is an object that keeps when it was used.
type WallClockSetGood struct{}

// Try sets the time that is in the journal.
func (WallClockSetGood) Try(ctx restate.ObjectContext) error {
	usedAt, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("used at"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "usedAt", usedAt)
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockSetGood{})}
}
