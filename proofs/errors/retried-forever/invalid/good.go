package invalid

import (
	restate "github.com/restatedev/sdk-go"
)

// RetriedForeverInvalidGood is an object that is paid.
type RetriedForeverInvalidGood struct{}

// Try ends with its first attempt.
func (RetriedForeverInvalidGood) Try(ctx restate.ObjectContext) error {
	amount, err := restate.Get[int](ctx, "amount")
	if err != nil {
		return err
	}
	if amount <= 0 {
		return restate.TerminalErrorf("invalid amount")
	}
	restate.Set(ctx, "amount", 0)
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(RetriedForeverInvalidGood{})}
}
