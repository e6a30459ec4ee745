package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunSendGood tells another handler.
type HandlerContextInRunSendGood struct{}

// Try sends outside.
func (HandlerContextInRunSendGood) Try(ctx restate.Context) error {
	restate.ServiceSend(ctx, "HandlerContextInRunSendGood", "Note").Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (HandlerContextInRunSendGood) Note(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunSendGood{})}
}
