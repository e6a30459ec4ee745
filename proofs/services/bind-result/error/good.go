package error

import (
	restate "github.com/restatedev/sdk-go"
)

// BindResultErrorGood is a service.
type BindResultErrorGood struct{}

// Try does nothing.
func (BindResultErrorGood) Try(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(BindResultErrorGood{})}
}
