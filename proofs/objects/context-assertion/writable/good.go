package writable

import (
	restate "github.com/restatedev/sdk-go"
)

// ContextAssertionWritableGood is an object.
type ContextAssertionWritableGood struct{}

// Try knows what it is.
func (ContextAssertionWritableGood) Try(restate.ObjectSharedContext) (string, error) {
	return "read only", nil
}

// Reset has the key to itself.
func (ContextAssertionWritableGood) Reset(ctx restate.ObjectContext) error {
	restate.ClearAll(ctx)
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextAssertionWritableGood{})}
}
