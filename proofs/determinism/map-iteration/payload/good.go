package payload

import (
	"maps"
	"slices"
	"strings"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// MapIterationPayloadGood invites guests.
type MapIterationPayloadGood struct{}

// Try lists them in the order of their names.
func (MapIterationPayloadGood) Try(ctx restate.Context) error {
	names := slices.Sorted(maps.Keys(guests))
	for range 5 {
		restate.ServiceSend(ctx, "MapIterationPayloadGood", "Note").Send(strings.Join(names, ", "))
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Note does nothing.
func (MapIterationPayloadGood) Note(_ restate.Context, _ string) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MapIterationPayloadGood{})}
}
