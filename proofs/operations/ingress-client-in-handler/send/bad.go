// Package send is a proof: a handler calls another one through the ingress.
package send

import (
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/ingress"

	"proofs/world"
)

// IngressClientInHandlerSendBad tells another handler.
type IngressClientInHandlerSendBad struct{}

// Try sends a message at each attempt.
func (IngressClientInHandlerSendBad) Try(ctx restate.Context, place world.Place) error {
	client := ingress.NewClient(place.Ingress)
	if _, err := ingress.ServiceSend[restate.Void](client, "IngressClientInHandlerSendBad", "Act").Send(ctx, restate.Void{}); err != nil {
		return err
	}
	return restate.Sleep(ctx, time.Second)
}

// Act is done once for a message.
func (IngressClientInHandlerSendBad) Act(ctx restate.Context) error {
	return restate.RunVoid(ctx, func(restate.RunContext) error {
		world.Act()
		return nil
	}, restate.WithName("act"))
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(IngressClientInHandlerSendBad{})}
}
