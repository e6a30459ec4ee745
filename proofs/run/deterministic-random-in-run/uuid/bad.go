// Package uuid is a proof: an identifier is drawn inside Run, and another one after it.
package uuid

import (
	restate "github.com/restatedev/sdk-go"
)

// DeterministicRandomInRunUuidBad draws two numbers.
type DeterministicRandomInRunUuidBad struct{}

// Try draws the first number once more on replay.
func (DeterministicRandomInRunUuidBad) Try(ctx restate.Context) (string, error) {
	first, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		return restate.UUID(ctx).String(), nil
	}, restate.WithName("first"))
	if err != nil {
		return "", err
	}
	if second := restate.UUID(ctx).String(); first == second {
		return "one number twice", nil
	}
	return "two numbers", nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DeterministicRandomInRunUuidBad{})}
}
