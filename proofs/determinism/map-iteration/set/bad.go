// Package set is a proof: state is set in the order of a map.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

var fruits = map[string]int{"apples": 1, "bananas": 2, "cherries": 3, "dates": 4, "figs": 5, "grapes": 6}

// MapIterationSetBad is a workflow with fruits.
type MapIterationSetBad struct{}

// Try sets them in another order at each attempt.
func (MapIterationSetBad) Try(ctx restate.WorkflowContext) error {
	for fruit, count := range fruits {
		restate.Set(ctx, fruit, count)
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MapIterationSetBad{})}
}
