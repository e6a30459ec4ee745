// Package set is a proof: the error of a Run is dropped, and its result used.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// IgnoredErrorSetBad is an object with a receipt.
type IgnoredErrorSetBad struct{}

// Try sets a receipt that nobody gave.
func (IgnoredErrorSetBad) Try(ctx restate.ObjectContext) error {
	receipt, _ := restate.Run(ctx, func(restate.RunContext) (string, error) {
		return "", restate.TerminalErrorf("no receipt")
	}, restate.WithName("charge"))
	restate.Set(ctx, "receipt", receipt)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(IgnoredErrorSetBad{})}
}
