package format

import (
	"fmt"

	restate "github.com/restatedev/sdk-go"
)

// TerminalErrorLostFormatGood pays.
type TerminalErrorLostFormatGood struct{}

// Try keeps the error inside its own.
func (TerminalErrorLostFormatGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no money")
	}, restate.WithName("pay"))
	if err != nil {
		return fmt.Errorf("pay: %w", err)
	}
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TerminalErrorLostFormatGood{})}
}
