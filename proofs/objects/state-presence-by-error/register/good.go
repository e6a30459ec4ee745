package register

import (
	restate "github.com/restatedev/sdk-go"
)

// StatePresenceByErrorRegisterGood is an object with a mail address.
type StatePresenceByErrorRegisterGood struct{}

// Try asks whether there is an address.
func (StatePresenceByErrorRegisterGood) Try(ctx restate.ObjectContext) (string, error) {
	mail, err := restate.Get[*string](ctx, "mail")
	if err != nil {
		return "", err
	}
	if mail != nil {
		return "registered already", nil
	}
	restate.Set(ctx, "mail", "somebody@example.com")
	return "registered", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StatePresenceByErrorRegisterGood{})}
}
