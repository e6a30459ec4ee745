package set

import (
	"maps"
	"slices"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// MapIterationSetGood is a workflow with fruits.
type MapIterationSetGood struct{}

// Try sets them in the order of their names.
func (MapIterationSetGood) Try(ctx restate.WorkflowContext) error {
	for _, fruit := range slices.Sorted(maps.Keys(fruits)) {
		restate.Set(ctx, fruit, fruits[fruit])
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MapIterationSetGood{})}
}
