package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationSendGood tells itself.
type NestedOperationSendGood struct{}

// Try sends outside.
func (NestedOperationSendGood) Try(ctx restate.Context) error {
	client := restate.ServiceSend(ctx, "NestedOperationSendGood", "Note")
	client.Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (NestedOperationSendGood) Note(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationSendGood{})}
}
