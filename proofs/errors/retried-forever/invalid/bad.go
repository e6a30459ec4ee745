// Package invalid is a proof: an error that no attempt can mend is not terminal.
package invalid

import (
	"errors"

	restate "github.com/restatedev/sdk-go"
)

var errInvalid = errors.New("invalid amount")

// RetriedForeverInvalidBad is an object that is paid.
type RetriedForeverInvalidBad struct{}

// Try comes to the same error at each attempt.
func (RetriedForeverInvalidBad) Try(ctx restate.ObjectContext) error {
	amount, err := restate.Get[int](ctx, "amount")
	if err != nil {
		return err
	}
	if amount <= 0 {
		return errInvalid
	}
	restate.Set(ctx, "amount", 0)
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RetriedForeverInvalidBad{})}
}
