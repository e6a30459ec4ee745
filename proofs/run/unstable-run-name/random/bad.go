// Package random is a proof: the name of a Run is made of a random number.
package random

import (
	"math/rand/v2"
	"strconv"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// UnstableRunNameRandomBad names its steps.
type UnstableRunNameRandomBad struct{}

// Try names a step by chance.
func (UnstableRunNameRandomBad) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(restate.RunContext) error {
		return nil
	}, restate.WithName("step "+strconv.FormatInt(rand.Int64(), 36)))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(UnstableRunNameRandomBad{})}
}
