package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	restate "github.com/restatedev/sdk-go"
)

// Charge is an amount of money to take for an order.
type Charge struct {
	OrderNumber string `json:"orderNumber"`
	Cents       int64  `json:"cents"`
}

// Receipt says that a charge was made.
type Receipt struct {
	Transaction string `json:"transaction"`
}

// Payments is a service: its handlers keep no state.
type Payments struct {
	gateway Gateway
}

// Charge takes the money. It loses a terminal error and hands the wrong context to the gateway.
func (p Payments) Charge(ctx restate.Context, charge Charge) (Receipt, error) {
	spread := time.Duration(rand.IntN(1000)) * time.Millisecond
	if err := restate.Sleep(ctx, spread); err != nil {
		return Receipt{}, err
	}

	transaction, err := restate.Run(ctx, func(restate.RunContext) (string, error) {
		return p.gateway.charge(ctx, charge)
	}, restate.WithName("charge"))
	if err != nil {
		return Receipt{}, fmt.Errorf("charging order %s: %v", charge.OrderNumber, err)
	}
	return Receipt{Transaction: transaction}, nil
}

// ChargeDurably is Charge as it should be: the linter has nothing to say about it.
func (p Payments) ChargeDurably(ctx restate.Context, charge Charge) (Receipt, error) {
	spread := time.Duration(restate.Rand(ctx).IntN(1000)) * time.Millisecond
	if err := restate.Sleep(ctx, spread); err != nil {
		return Receipt{}, err
	}

	transaction, err := restate.Run(ctx, func(ctx restate.RunContext) (string, error) {
		return p.gateway.charge(ctx, charge)
	}, restate.WithName("charge"))
	if err != nil {
		return Receipt{}, fmt.Errorf("charging order %s: %w", charge.OrderNumber, err)
	}
	return Receipt{Transaction: transaction}, nil
}
