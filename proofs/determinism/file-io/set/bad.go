// Package set is a proof: the name of a new file is set as state.
package set

import (
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// FileIoSetBad is an object with a file.
type FileIoSetBad struct{}

// Try makes another file at each attempt.
func (FileIoSetBad) Try(ctx restate.ObjectContext) error {
	file, err := os.CreateTemp("", "")
	if err != nil {
		return err
	}
	restate.Set(ctx, "file", file.Name())
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(FileIoSetBad{})}
}
