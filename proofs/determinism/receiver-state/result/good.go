package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReceiverStateResultGood is an object with visitors.
type ReceiverStateResultGood struct{}

// Try counts visitors.
func (ReceiverStateResultGood) Try(ctx restate.ObjectContext) (int, error) {
	visitors, err := restate.Get[int](ctx, "visitors")
	if err != nil {
		return 0, err
	}
	restate.Set(ctx, "visitors", visitors+1)
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return visitors + 1, nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ReceiverStateResultGood{})}
}
