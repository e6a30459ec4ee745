// Package generator is a proof: a generator from outside is used inside Run, and after it.
package generator

import (
	restate "github.com/restatedev/sdk-go"
)

// DeterministicRandomInRunGeneratorBad draws two numbers.
type DeterministicRandomInRunGeneratorBad struct{}

// Try draws the first number once more on replay.
func (DeterministicRandomInRunGeneratorBad) Try(ctx restate.Context) (string, error) {
	random := restate.Rand(ctx)
	first, err := restate.Run(ctx, func(restate.RunContext) (uint64, error) {
		return random.Uint64(), nil
	}, restate.WithName("first"))
	if err != nil {
		return "", err
	}
	if second := random.Uint64(); first == second {
		return "one number twice", nil
	}
	return "two numbers", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeterministicRandomInRunGeneratorBad{})}
}
