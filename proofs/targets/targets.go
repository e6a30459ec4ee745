// Package targets is what drawn handlers are called with, and what they call.
package targets

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// In is what a drawn handler is called with: where the world and a file are, and what is always the same.
type In struct {
	World  string `json:"world"`
	File   string `json:"file"`
	Number int64  `json:"number"`
	Text   string `json:"text"`
}

// An Order is sent to Echo.
type Order struct {
	Number int64  `json:"number"`
	Label  string `json:"label"`
}

// Quick has an attempt follow soon after one that failed, and the server give up when none gets further.
var Quick = []restate.ServiceDefinitionOption{
	restate.WithAbortTimeout(time.Minute),
	restate.WithInactivityTimeout(time.Minute),
	restate.WithInvocationRetryPolicy(
		restate.WithInitialRetryInterval(10*time.Millisecond),
		restate.WithRetryIntervalFactor(1.2),
		restate.WithMaxRetryInterval(100*time.Millisecond),
		restate.WithMaxRetryAttempts(40),
		restate.PauseOnMaxAttempts(),
	),
}

// Echo answers with what it is told.
type Echo struct{}

// Say gives a text back.
func (Echo) Say(_ restate.Context, text string) (string, error) { return text, nil }

// Order gives an order back.
func (Echo) Order(_ restate.Context, order Order) (Order, error) { return order, nil }

// Note takes a text.
func (Echo) Note(_ restate.Context, _ string) error { return nil }

// Shelf has keys.
type Shelf struct{}

// Note takes a text.
func (Shelf) Note(_ restate.ObjectContext, _ string) error { return nil }

// Definitions are both.
func Definitions() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(Echo{}), restate.Reflect(Shelf{})}
}
