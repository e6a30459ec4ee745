package answer

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// SwallowedPanicAnswerGood waits.
type SwallowedPanicAnswerGood struct{}

// Try leaves panics to the SDK.
func (SwallowedPanicAnswerGood) Try(ctx restate.Context) (answer string, err error) {
	if err := restate.Sleep(ctx, 50*time.Millisecond); err != nil {
		return "", err
	}
	return "done", nil
}

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(SwallowedPanicAnswerGood{})}
}
