// Package set is a proof: a variable that is set inside Run is set as state.
package set

import (
	restate "github.com/restatedev/sdk-go"
)

// CapturedWriteSetBad is an object that counts.
type CapturedWriteSetBad struct{}

// Try sets what a replay has not.
func (CapturedWriteSetBad) Try(ctx restate.ObjectContext) (int, error) {
	var total int
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		total = 5
		return nil
	}, restate.WithName("count"))
	if err != nil {
		return 0, err
	}
	restate.Set(ctx, "total", total)
	return restate.Get[int](ctx, "total")
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CapturedWriteSetBad{})}
}
