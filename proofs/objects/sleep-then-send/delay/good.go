package delay

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepThenSendDelayGood reminds somebody.
type SleepThenSendDelayGood struct{}

// Try leaves the waiting to the server.
func (SleepThenSendDelayGood) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "SleepThenSendDelayGood", "Remind").Send(restate.Void{}, restate.WithDelay(300*time.Millisecond))
	return nil
}

// Remind does nothing.
func (SleepThenSendDelayGood) Remind(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepThenSendDelayGood{})}
}
