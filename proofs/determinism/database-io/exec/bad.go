// Package exec is a proof: a database is written outside of Run.
package exec

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// DatabaseIoExecBad writes to a database.
type DatabaseIoExecBad struct{}

// Try inserts a row at each attempt.
func (DatabaseIoExecBad) Try(ctx restate.Context) error {
	if _, err := world.Database().Exec("INSERT INTO orders VALUES (1)"); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DatabaseIoExecBad{})}
}
