package exec

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"proofs/world"
)

// DatabaseIoExecGood writes to a database.
type DatabaseIoExecGood struct{}

// Try inserts one row.
func (DatabaseIoExecGood) Try(ctx restate.Context) error {
	err := restate.RunVoid(ctx, func(ctx restate.RunContext) error {
		_, err := world.Database().ExecContext(ctx, "INSERT INTO orders VALUES (1)")
		return err
	}, restate.WithName("insert"), restate.WithMaxRetryAttempts(3))
	if err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(DatabaseIoExecGood{})}
}
