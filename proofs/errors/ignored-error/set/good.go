package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// IgnoredErrorSetGood is an object with a receipt.
type IgnoredErrorSetGood struct{}

// Try fails without a receipt.
func (IgnoredErrorSetGood) Try(ctx restate.ObjectContext) error {
	receipt, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		return "", restate.TerminalErrorf("no receipt")
	}, restate.WithName("charge"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "receipt", receipt)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(IgnoredErrorSetGood{})}
}
