// Package workflowretention is a proof: a service keeps results as a workflow does.
package workflowretention

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

// ServiceOptionWorkflowRetentionBad is a service.
type ServiceOptionWorkflowRetentionBad struct{}

// Try does nothing.
func (ServiceOptionWorkflowRetentionBad) Try(restate.Context) error { return nil }

// Bad registers it.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(ServiceOptionWorkflowRetentionBad{}, restate.WithWorkflowRetention(time.Hour))}
}
