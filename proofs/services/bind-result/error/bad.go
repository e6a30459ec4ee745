// Package error is a proof: what Bind gives is taken for an error.
package error

import (
	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

// BindResultErrorBad is a service.
type BindResultErrorBad struct{}

// Try does nothing.
func (BindResultErrorBad) Try(restate.Context) error { return nil }

// Bad registers it, and takes that for a failure.
func Bad() []restate.ServiceDefinition {
	definition := restate.Reflect(BindResultErrorBad{})
	if err := server.NewRestate().Bind(definition); err != nil {
		panic("the service cannot be bound")
	}
	return []restate.ServiceDefinition{definition}
}
