package key

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UniqueIdKeyGood opens accounts.
type UniqueIdKeyGood struct{}

// Try opens the same account at each attempt.
func (UniqueIdKeyGood) Try(ctx restate.ObjectContext) error {
	restate.ObjectSend(ctx, "UniqueIdKeyGood", restate.UUID(ctx).String(), "Open").Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Open does nothing.
func (UniqueIdKeyGood) Open(restate.ObjectContext) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UniqueIdKeyGood{})}
}
