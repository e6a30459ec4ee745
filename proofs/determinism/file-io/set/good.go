package set

import (
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// FileIoSetGood is an object with a file.
type FileIoSetGood struct{}

// Try makes one file.
func (FileIoSetGood) Try(ctx restate.ObjectContext) error {
	name, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		file, err := os.CreateTemp("", "")
		if err != nil {
			return "", err
		}
		return file.Name(), os.Remove(file.Name())
	}, restate.WithName("make file"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "file", name)
	return restate.Sleep(ctx, 50*time.Millisecond)
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(FileIoSetGood{})}
}
