package sentinel

import (
	restate "github.com/restatedev/sdk-go"
)

// ClassifiedAfterRunSentinelGood takes cards.
type ClassifiedAfterRunSentinelGood struct{}

// Try knows the error by its code.
func (ClassifiedAfterRunSentinelGood) Try(ctx restate.Context) (string, error) {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return restate.TerminalErrorf("card declined")
	}, restate.WithName("charge"))
	if terminal := restate.AsTerminalError(err); terminal != nil && terminal.Code() == 500 {
		return "declined", nil
	}
	return "", err
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ClassifiedAfterRunSentinelGood{})}
}
