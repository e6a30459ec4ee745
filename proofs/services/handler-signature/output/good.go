package output

import (
	restate "github.com/restatedev/sdk-go"
)

// HandlerSignatureOutputGood gives one answer.
type HandlerSignatureOutputGood struct{}

// Try gives what a handler may give.
func (HandlerSignatureOutputGood) Try(restate.Context) (string, error) { return "", nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerSignatureOutputGood{})}
}
