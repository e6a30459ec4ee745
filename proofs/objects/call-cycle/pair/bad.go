// Package pair is a proof: two exclusive handlers wait for each other.
package pair

import (
	restate "github.com/restatedev/sdk-go"
)

// CallCyclePairBad is an object with bills.
type CallCyclePairBad struct{}

// CallCyclePairBadBills is an object with customers.
type CallCyclePairBadBills struct{}

// Try waits for a bill.
func (CallCyclePairBad) Try(ctx restate.ObjectContext) (int, error) {
	return restate.Object[int](ctx, "CallCyclePairBadBills", restate.Key(ctx), "Make").Request(restate.Void{})
}

// Discount says what is taken off.
func (CallCyclePairBad) Discount(restate.ObjectContext) (int, error) { return 10, nil }

// Make waits for the discount, and so for the end of Try.
func (CallCyclePairBadBills) Make(ctx restate.ObjectContext) (int, error) {
	return restate.Object[int](ctx, "CallCyclePairBad", restate.Key(ctx), "Discount").Request(restate.Void{})
}

// Bad registers both.
func Bad() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CallCyclePairBad{}), restate.Reflect(CallCyclePairBadBills{})}
}
