// Package result is a proof: a field of the service is counted up and returned.
package result

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ReceiverStateResultBad is an object with visitors.
type ReceiverStateResultBad struct {
	visitors int
}

// Try counts attempts, not visitors.
func (t *ReceiverStateResultBad) Try(ctx restate.ObjectContext) (int, error) {
	t.visitors++
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return 0, err
	}
	return t.visitors, nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(&ReceiverStateResultBad{})}
}
