// Package format is a proof: a terminal error is formatted as text.
package format

import (
	"fmt"

	restate "github.com/restatedev/sdk-go"
)

// TerminalErrorLostFormatBad pays.
type TerminalErrorLostFormatBad struct{}

// Try makes an error of its own.
func (TerminalErrorLostFormatBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("no money")
	}, restate.WithName("pay"))
	if err != nil {
		return fmt.Errorf("pay: %v", err)
	}
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(TerminalErrorLostFormatBad{})}
}
