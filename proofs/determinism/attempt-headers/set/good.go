package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// AttemptHeadersSetGood is an object that knows its request.
type AttemptHeadersSetGood struct{}

// Try sets the headers of the request.
func (AttemptHeadersSetGood) Try(ctx restate.ObjectContext) error {
	restate.Set(ctx, "traced", ctx.Request().Headers.Get("traceparent") != "")
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(AttemptHeadersSetGood{})}
}
