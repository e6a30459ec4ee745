// Package delay is a proof: a handler sleeps before it sends.
package delay

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SleepThenSendDelayBad reminds somebody.
type SleepThenSendDelayBad struct{}

// Try stays open until it may send.
func (SleepThenSendDelayBad) Try(ctx restate.Context) error {
	if err := restate.Sleep(ctx, 300*time.Millisecond); err != nil {
		return err
	}
	restate.ServiceSend(ctx, "SleepThenSendDelayBad", "Remind").Send(restate.Void{})
	return nil
}

// Remind does nothing.
func (SleepThenSendDelayBad) Remind(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SleepThenSendDelayBad{})}
}
