package payload

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// WallClockPayloadGood tells another handler.
type WallClockPayloadGood struct{}

// Try sends the time that is in the journal.
func (WallClockPayloadGood) Try(ctx restate.Context) error {
	now, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("now"))
	if err != nil {
		return err
	}
	restate.ServiceSend(ctx, "WallClockPayloadGood", "Note").Send(now)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (WallClockPayloadGood) Note(_ restate.Context, _ time.Time) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(WallClockPayloadGood{})}
}
