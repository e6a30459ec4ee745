package set

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// StateWriteInSharedHandlerSetGood is an object.
type StateWriteInSharedHandlerSetGood struct{}

// Try leaves the writing to a handler that has the key to itself.
func (StateWriteInSharedHandlerSetGood) Try(ctx restate.ObjectSharedContext) error {
	restate.ObjectSend(ctx, "StateWriteInSharedHandlerSetGood", restate.Key(ctx), "Write").Send(restate.Void{})
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Write writes.
func (StateWriteInSharedHandlerSetGood) Write(ctx restate.ObjectContext) error {
	restate.Set(ctx, "count", 1)
	return nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(StateWriteInSharedHandlerSetGood{})}
}
