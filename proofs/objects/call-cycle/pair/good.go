package pair

import (
	restate "github.com/restatedev/sdk-go"
)

// CallCyclePairGood is an object with bills.
type CallCyclePairGood struct{}

// CallCyclePairGoodBills is an object with customers.
type CallCyclePairGoodBills struct{}

// Try waits for a bill.
func (CallCyclePairGood) Try(ctx restate.ObjectContext) (int, error) {
	return restate.Object[int](ctx, "CallCyclePairGoodBills", restate.Key(ctx), "Make").Request(restate.Void{})
}

// Discount says what is taken off, while Try waits.
func (CallCyclePairGood) Discount(restate.ObjectSharedContext) (int, error) { return 10, nil }

// Make waits for the discount.
func (CallCyclePairGoodBills) Make(ctx restate.ObjectContext) (int, error) {
	return restate.Object[int](ctx, "CallCyclePairGood", restate.Key(ctx), "Discount").Request(restate.Void{})
}

// Good registers both.
func Good() []restate.ServiceDefinition {
	return []restate.ServiceDefinition{restate.Reflect(CallCyclePairGood{}), restate.Reflect(CallCyclePairGoodBills{})}
}
