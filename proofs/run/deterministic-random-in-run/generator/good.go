package generator

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// DeterministicRandomInRunGeneratorGood draws two numbers.
type DeterministicRandomInRunGeneratorGood struct{}

// Try draws both numbers outside.
func (DeterministicRandomInRunGeneratorGood) Try(ctx restate.Context) (string, error) {
	random := restate.Rand(ctx)
	first := random.Uint64()
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	if second := random.Uint64(); first == second {
		return "one number twice", nil
	}
	return "two numbers", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeterministicRandomInRunGeneratorGood{})}
}
