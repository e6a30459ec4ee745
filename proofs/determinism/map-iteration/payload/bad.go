// Package payload is a proof: the order of a map is sent to another handler.
package payload

import (
	"strings"
	"time"

	restate "github.com/restatedev/sdk-go"
)

var guests = map[string]string{"ada": "1", "alan": "2", "barbara": "3", "edsger": "4", "grace": "5", "tony": "6"}

// MapIterationPayloadBad invites guests.
type MapIterationPayloadBad struct{}

// Try lists them in another order at each attempt.
func (MapIterationPayloadBad) Try(ctx restate.Context) error {
	var names []string
	for name := range guests {
		names = append(names, name)
	}
	for range 5 {
		restate.ServiceSend(ctx, "MapIterationPayloadBad", "Note").Send(strings.Join(names, ", "))
		if err := restate.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Note does nothing.
func (MapIterationPayloadBad) Note(_ restate.Context, _ string) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(MapIterationPayloadBad{})}
}
