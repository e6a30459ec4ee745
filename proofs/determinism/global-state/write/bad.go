// Package write is a proof: a variable of the process is set, and no operation goes by it.
package write

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

var latest string

// GlobalStateWriteBad remembers who came last.
type GlobalStateWriteBad struct{}

// Try remembers it again at each attempt.
func (GlobalStateWriteBad) Try(ctx restate.ObjectContext) (string, error) {
	latest = restate.Key(ctx)
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return latest, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(GlobalStateWriteBad{})}
}
