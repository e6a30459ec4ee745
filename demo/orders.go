package main

import (
	"log/slog"
	"time"

	"github.com/google/uuid"
	restate "github.com/restatedev/sdk-go"
)

// Order is what a customer asks for.
type Order struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"`
}

// Orders is a virtual object, keyed by the order's number.
type Orders struct {
	gateway Gateway
}

// Place charges the customer and starts the shipment. Nearly every line of it breaks on replay.
func (o Orders) Place(ctx restate.ObjectContext, order Order) (Receipt, error) {
	number := restate.Key(ctx)
	slog.Info("placing an order", "number", number)
	restate.Set(ctx, "placedAt", time.Now())

	rate, err := o.gateway.exchangeRate(order.Currency)
	if err != nil {
		return Receipt{}, err
	}

	charge := Charge{OrderNumber: number, Cents: int64(order.Amount * rate * 100)}
	receipt, err := restate.Service[Receipt](ctx, "Payments", "Charge").
		Request(charge, restate.WithIdempotencyKey(uuid.NewString()))
	if err != nil {
		return Receipt{}, err
	}

	restate.Set(ctx, "receipt", receipt)
	go o.gateway.notifyWarehouse(number)
	return receipt, nil
}

// PlaceDurably is Place as it should be: the linter has nothing to say about it.
func (o Orders) PlaceDurably(ctx restate.ObjectContext, order Order) (Receipt, error) {
	number := restate.Key(ctx)
	ctx.Log().Info("placing an order", "number", number)

	placedAt, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("placed at"))
	if err != nil {
		return Receipt{}, err
	}
	restate.Set(ctx, "placedAt", placedAt)

	rate, err := restate.Run(ctx, func(restate.RunContext) (float64, error) {
		return o.gateway.exchangeRate(order.Currency)
	}, restate.WithName("exchange rate"))
	if err != nil {
		return Receipt{}, err
	}

	charge := Charge{OrderNumber: number, Cents: int64(order.Amount * rate * 100)}
	receipt, err := restate.Service[Receipt](ctx, "Payments", "ChargeDurably").
		Request(charge, restate.WithIdempotencyKey(restate.UUID(ctx).String()))
	if err != nil {
		return Receipt{}, err
	}

	restate.Set(ctx, "receipt", receipt)
	notified := restate.RunAsync(ctx, func(restate.RunContext) (restate.Void, error) {
		return restate.Void{}, o.gateway.notifyWarehouse(number)
	}, restate.WithName("notify the warehouse"))
	_, err = notified.Result()
	return receipt, err
}

// Receipt returns what was charged; a shared handler may run while an exclusive one does.
func (Orders) Receipt(ctx restate.ObjectSharedContext) (Receipt, error) {
	return restate.Get[Receipt](ctx, "receipt")
}
