package helper

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// HandlerContextInRunHelperGood is an object with a total.
type HandlerContextInRunHelperGood struct{}

// Try adds outside.
func (HandlerContextInRunHelperGood) Try(ctx restate.ObjectContext) error {
	if err := add(ctx); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(HandlerContextInRunHelperGood{})}
}
