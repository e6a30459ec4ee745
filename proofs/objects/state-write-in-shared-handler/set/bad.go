// Package set is a proof: a shared handler writes state.
package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// StateWriteInSharedHandlerSetBad is an object.
type StateWriteInSharedHandlerSetBad struct{}

// Try writes what it may only read.
func (StateWriteInSharedHandlerSetBad) Try(ctx restate.ObjectSharedContext) error {
	restate.Set(ctx.(restate.ObjectContext), "count", 1)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Reset has the key to itself.
func (StateWriteInSharedHandlerSetBad) Reset(ctx restate.ObjectContext) error {
	restate.Clear(ctx, "count")
	return nil
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateWriteInSharedHandlerSetBad{})}
}
