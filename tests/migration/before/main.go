// Package main is a service as it was written for v0.24 of the SDK.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/encoding"
	"github.com/restatedev/sdk-go/ingress"
	"github.com/restatedev/sdk-go/rcontext"
	"github.com/restatedev/sdk-go/server"
)

// Orders is a service that takes orders.
type Orders struct{ codec encoding.PayloadCodec }

// Place numbers an order and has it paid in time.
func (Orders) Place(ctx restate.Context, order string) (string, error) {
	number := restate.Rand(ctx).UUID().String()
	if order == "" {
		return "", restate.TerminalError(errors.New("no order"))
	}
	if ctx.Request().Headers["tenant"] == "" {
		return "", restate.TerminalError(fmt.Errorf("no tenant for %s", number), 400)
	}
	for name, value := range ctx.Request().Headers {
		ctx.Log().Info("header", name, value)
	}
	payment := restate.Service[string](ctx, "Payments", "Pay").RequestFuture(order)
	timeout := restate.After(ctx, time.Hour)
	if restate.Select(ctx, payment, timeout).Select() == timeout {
		return "", restate.TerminalError(restate.WithErrorCode(errors.New("late"), 408))
	}
	_, err := payment.Response()
	if restate.ErrorCode(err) == 404 {
		return "", restate.WithErrorCode(err, 503)
	}
	if restate.IsTerminalError(err) {
		return "", err
	}
	return number, nil
}

// All waits for several payments.
func (Orders) All(ctx restate.Context, orders []string) (int, error) {
	var futures []restate.Selectable
	for _, order := range orders {
		futures = append(futures, restate.Service[string](ctx, "Payments", "Pay").RequestFuture(order))
	}
	var selector restate.Selector = restate.Select(ctx, futures...)
	count := 0
	for selector.Remaining() {
		if _, err := selector.Select().(restate.ResponseFuture[string]).Response(); err != nil {
			return count, err
		}
		count++
	}
	source := restate.Rand(ctx).Source()
	return count + int(source.Uint64()%2), nil
}

func client(options ...restate.IngressClientOption) *ingress.Client {
	options = append(options, restate.WithHttpClient(http.DefaultClient), restate.WithAuthKey("key"))
	return ingress.NewClient("http://localhost:8080", options...)
}

func ask(ctx context.Context, id string, requests []restate.IngressRequestOption, sends []restate.IngressSendOption) error {
	if _, err := ingress.AttachInvocation[string](client(), id).Attach(ctx); err != nil {
		return err
	}
	if _, err := ingress.AttachService[string](client(), "Orders", "Place", "key").Attach(ctx); err != nil {
		return err
	}
	if _, err := ingress.AttachObject[string](client(), "Orders", "a", "Place", "key").Attach(ctx); err != nil {
		return err
	}
	if _, err := ingress.AttachWorkflow[string](client(), "Orders", "a").Attach(ctx); err != nil {
		return err
	}
	if _, err := ingress.Service[string, string](client(), "Orders", "Place").Request(ctx, "a", requests...); err != nil {
		return err
	}
	_, err := ingress.Service[string, string](client(), "Orders", "Place").Send(ctx, "a", sends...)
	return err
}

type quiet struct{ slog.Handler }

func (q quiet) Handle(ctx context.Context, record slog.Record) error {
	if rcontext.LogContextFrom(ctx).IsReplaying {
		return nil
	}
	return q.Handler.Handle(ctx, record)
}

func main() {
	attempts, factor := 5, 2.5
	definition := restate.Reflect(Orders{encoding.JSONCodec},
		restate.WithPayloadCodec(encoding.JSONCodec),
		restate.WithInvocationRetryPolicy(
			restate.WithMaxAttempts(attempts),
			restate.WithInitialInterval(time.Second),
			restate.WithMaxInterval(time.Minute),
			restate.WithExponentiationFactor(factor),
		),
	)
	handler := quiet{slog.NewTextHandler(os.Stderr, nil)}
	if err := server.NewRestate().WithLogger(handler, false).Bind(definition).Start(context.Background(), ":9080"); err != nil {
		panic(err)
	}
	_ = ask
}
