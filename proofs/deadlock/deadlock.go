// Package deadlock takes the two objects of the fixture of self-call as they are.
package deadlock

import (
	selfcall "fixtures/objects/self-call"

	restate "github.com/restatedev/sdk-go"
)

// Bad is an object that waits for itself.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(selfcall.Wallets{})}
}

// Good is the corrected one.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(selfcall.Purses{})}
}
