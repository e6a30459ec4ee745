// Package output is a proof: the second output of a handler is no error.
package output

import (
	restate "github.com/restatedev/sdk-go"
)

// HandlerSignatureOutputBad gives two answers.
type HandlerSignatureOutputBad struct{}

// Try gives one too many.
func (HandlerSignatureOutputBad) Try(restate.Context) (string, int) { return "", 0 }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerSignatureOutputBad{})}
}
