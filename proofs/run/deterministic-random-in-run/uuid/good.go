package uuid

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DeterministicRandomInRunUuidGood draws two numbers.
type DeterministicRandomInRunUuidGood struct{}

// Try draws both numbers outside.
func (DeterministicRandomInRunUuidGood) Try(ctx restate.Context) (string, error) {
	first := restate.UUID(ctx).String()
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	if second := restate.UUID(ctx).String(); first == second {
		return "one number twice", nil
	}
	return "two numbers", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeterministicRandomInRunUuidGood{})}
}
