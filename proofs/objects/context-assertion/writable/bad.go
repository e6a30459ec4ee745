// Package writable is a proof: a handler asks whether its context can write.
package writable

import (
	restate "github.com/restatedev/sdk-go"
)

// ContextAssertionWritableBad is an object.
type ContextAssertionWritableBad struct{}

// Try takes itself for a handler that has the key to itself.
func (ContextAssertionWritableBad) Try(ctx restate.ObjectSharedContext) (string, error) {
	if _, writable := ctx.(restate.ObjectContext); writable {
		return "writable", nil
	}
	return "read only", nil
}

// Reset has the key to itself.
func (ContextAssertionWritableBad) Reset(ctx restate.ObjectContext) error {
	restate.ClearAll(ctx)
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextAssertionWritableBad{})}
}
