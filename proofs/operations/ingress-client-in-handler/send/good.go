package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// IngressClientInHandlerSendGood tells another handler.
type IngressClientInHandlerSendGood struct{}

// Try sends one message.
func (IngressClientInHandlerSendGood) Try(ctx restate.Context, _ world.Place) error {
	restate.ServiceSend(ctx, "IngressClientInHandlerSendGood", "Act").Send(restate.Void{})
	return restate.Sleep(ctx, time.Second)
}

// Act is done once for a message.
func (IngressClientInHandlerSendGood) Act(ctx restate.Context) error {
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		world.Act()
		return nil
	}, restate.WithName("act"))
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(IngressClientInHandlerSendGood{})}
}
