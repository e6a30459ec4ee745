package write

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// GlobalStateWriteGood remembers who came last.
type GlobalStateWriteGood struct{}

// Try keeps it in state.
func (GlobalStateWriteGood) Try(ctx restate.ObjectContext) (string, error) {
	restate.Set(ctx, "latest", restate.Key(ctx))
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return restate.Get[string](ctx, "latest")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateWriteGood{})}
}
