// A small shop on Restate: an order object and a payment service.
//
// It compiles, it passes go vet, and several of its handlers break on replay. Run `make demo` to see
// which ones.
package main

import (
	"context"
	"log"
	"os"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

func main() {
	gateway := Gateway{address: os.Getenv("GATEWAY_ADDRESS")}
	services := server.NewRestate().
		Bind(restate.Reflect(Orders{gateway: gateway})).
		Bind(restate.Reflect(Payments{gateway: gateway}))
	if err := services.Start(context.Background(), ":9080"); err != nil {
		log.Fatal(err)
	}
}
