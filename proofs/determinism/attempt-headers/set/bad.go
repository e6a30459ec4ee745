// Package set is a proof: a header of the attempt is set as state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// AttemptHeadersSetBad is an object that knows its attempt.
type AttemptHeadersSetBad struct{}

// Try sets the headers of this attempt.
func (AttemptHeadersSetBad) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "headers", ctx.Request().AttemptHeaders)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(AttemptHeadersSetBad{})}
}
