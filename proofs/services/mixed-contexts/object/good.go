package object

import (
	restate "github.com/restatedev/sdk-go"
)

// MixedContextsObjectGood is an object.
type MixedContextsObjectGood struct{}

// Ask is of an object.
func (MixedContextsObjectGood) Ask(restate.ObjectContext) error { return nil }

// Try is of an object.
func (MixedContextsObjectGood) Try(restate.ObjectContext) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MixedContextsObjectGood{})}
}
