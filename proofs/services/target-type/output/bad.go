// Package output is a proof: a caller expects another type than a handler gives.
package output

import (
	"strconv"

	restate "github.com/restatedev/sdk-go"
)

// TargetTypeOutputBad asks itself.
type TargetTypeOutputBad struct{}

// Try expects a number.
func (TargetTypeOutputBad) Try(ctx restate.Context) (string, error) {
	number, err := restate.Service[int](ctx, "TargetTypeOutputBad", "Ask").Request(restate.Void{})
	if err != nil {
		return "", err
	}
	return strconv.Itoa(number), nil
}

// Ask gives a text.
func (TargetTypeOutputBad) Ask(restate.Context) (string, error) { return "yes", nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TargetTypeOutputBad{})}
}
