package set

import (
	restate "github.com/restatedev/sdk-go"
)

// CapturedWriteSetGood is an object that counts.
type CapturedWriteSetGood struct{}

// Try sets what Run gives.
func (CapturedWriteSetGood) Try(ctx restate.ObjectContext) (int, error) {
	total, err := restate.Run(ctx, func(restate.RunContext) (int, error) {
		return 5, nil
	}, restate.WithName("count"))
	if err != nil {
		return 0, err
	}
	restate.Set(ctx, "total", total)
	return restate.Get[int](ctx, "total")
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CapturedWriteSetGood{})}
}
