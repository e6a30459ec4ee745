// Package send is a proof: a client from outside sends inside Run.
package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// NestedOperationSendBad tells itself.
type NestedOperationSendBad struct{}

// Try sends inside.
func (NestedOperationSendBad) Try(ctx restate.Context) error {
	client := restate.ServiceSend(ctx, "NestedOperationSendBad", "Note")
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		client.Send(restate.Void{})
		return nil
	}, restate.WithName("send"))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Note does nothing.
func (NestedOperationSendBad) Note(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(NestedOperationSendBad{})}
}
