// Package object is a proof: a service has a handler of an object.
package object

import (
	restate "github.com/restatedev/sdk-go"
)

// MixedContextsObjectBad is a service and an object.
type MixedContextsObjectBad struct{}

// Ask is of an object.
func (MixedContextsObjectBad) Ask(restate.ObjectContext) error { return nil }

// Try is of a service.
func (MixedContextsObjectBad) Try(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MixedContextsObjectBad{})}
}
