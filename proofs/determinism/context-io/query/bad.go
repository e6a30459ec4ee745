// Package query is a proof: a library gets the context of the handler, and calls another system.
package query

import (
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/shurcooL/graphql"

	"proofs/world"
)

// ContextIoQueryBad asks another system.
type ContextIoQueryBad struct{}

type question struct {
	Answer graphql.String
}

// Try asks it at each attempt.
func (ContextIoQueryBad) Try(ctx restate.Context, place world.Place) error {
	var asked question
	var client *graphql.Client = graphql.NewClient(place.World, nil)
	if err := client.Query(ctx, &asked, nil); err != nil {
		ctx.Log().Info("no answer")
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ContextIoQueryBad{})}
}
