package twoinputs

import (
	restate "github.com/restatedev/sdk-go"
)

// HandlerSignatureTwoInputsGood takes no input.
type HandlerSignatureTwoInputsGood struct{}

// Try takes what a handler may take.
func (HandlerSignatureTwoInputsGood) Try(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerSignatureTwoInputsGood{})}
}
