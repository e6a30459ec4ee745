package workflowretention

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ServiceOptionWorkflowRetentionGood is a service.
type ServiceOptionWorkflowRetentionGood struct{}

// Try does nothing.
func (ServiceOptionWorkflowRetentionGood) Try(restate.Context) error { return nil }

// Good registers it.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ServiceOptionWorkflowRetentionGood{}, restate.WithIdempotencyRetention(time.Hour))}
}
