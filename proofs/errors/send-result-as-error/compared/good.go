package compared

import (
	restate "github.com/restatedev/sdk-go"
)

// SendResultAsErrorComparedGood sends letters.
type SendResultAsErrorComparedGood struct{}

// Try knows that a letter is sent.
func (SendResultAsErrorComparedGood) Try(ctx restate.Context) (string, error) {
	restate.ServiceSend(ctx, "SendResultAsErrorComparedGood", "Note").Send(restate.Void{})
	return "sent", nil
}

// Note does nothing.
func (SendResultAsErrorComparedGood) Note(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SendResultAsErrorComparedGood{})}
}
