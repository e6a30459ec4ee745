// Package send is a proof: a message is sent inside Run.
package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunSendBad tells another handler.
type HandlerContextInRunSendBad struct{}

// Try sends inside.
func (HandlerContextInRunSendBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		restate.ServiceSend(ctx, "HandlerContextInRunSendBad", "Note").Send(restate.Void{})
		return nil
	}, restate.WithName("send"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (HandlerContextInRunSendBad) Note(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunSendBad{})}
}
