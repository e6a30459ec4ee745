// Package compared is a proof: what Send gives is compared with nil.
package compared

import (
	restate "github.com/restatedev/sdk-go"
)

// SendResultAsErrorComparedBad sends letters.
type SendResultAsErrorComparedBad struct{}

// Try takes every letter for lost.
func (SendResultAsErrorComparedBad) Try(ctx restate.Context) (string, error) {
	if err := restate.ServiceSend(ctx, "SendResultAsErrorComparedBad", "Note").Send(restate.Void{}); err != nil {
		return "lost", nil
	}
	return "sent", nil
}

// Note does nothing.
func (SendResultAsErrorComparedBad) Note(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SendResultAsErrorComparedBad{})}
}
