// Package twoinputs is a proof: a handler has two inputs.
package twoinputs

import (
	restate "github.com/restatedev/sdk-go"
)

// HandlerSignatureTwoInputsBad takes two inputs.
type HandlerSignatureTwoInputsBad struct{}

// Try takes one too many.
func (HandlerSignatureTwoInputsBad) Try(_ restate.Context, _ string, _ int) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerSignatureTwoInputsBad{})}
}
