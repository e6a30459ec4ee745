// Package register is a proof: no error of Get is taken for a key that is there.
package register

import (
	restate "github.com/restatedev/sdk-go"
)

// StatePresenceByErrorRegisterBad is an object with a mail address.
type StatePresenceByErrorRegisterBad struct{}

// Try takes everybody for registered.
func (StatePresenceByErrorRegisterBad) Try(ctx restate.ObjectContext) (string, error) {
	if _, err := restate.Get[string](ctx, "mail"); err == nil {
		return "registered already", nil
	}
	restate.Set(ctx, "mail", "somebody@example.com")
	return "registered", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StatePresenceByErrorRegisterBad{})}
}
