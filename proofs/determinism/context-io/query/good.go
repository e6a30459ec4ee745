package query

import (
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/shurcooL/graphql"

	"proofs/world"
)

// ContextIoQueryGood asks another system.
type ContextIoQueryGood struct{}

// Try asks it once.
func (ContextIoQueryGood) Try(ctx restate.Context, place world.Place) error {
	err := restate.RunVoid(ctx, func(ctx restate.RunContext) error {
		var asked question
		if err := graphql.NewClient(place.World, nil).Query(ctx, &asked, nil); err != nil {
			ctx.Log().Info("no answer")
		}
		return nil
	}, restate.WithName("ask"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextIoQueryGood{})}
}
