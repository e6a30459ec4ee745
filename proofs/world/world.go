// Package world is what handlers can touch outside of Restate. It counts how often they did.
package world

import (
	"database/sql"
	"fmt"
	"net/http"
	"sync/atomic"
)

var acts atomic.Int64

// A Place is what proofs are called with: the URLs to act on the world and to call Restate.
type Place struct {
	World   string `json:"world"`
	Ingress string `json:"ingress"`
}

// Act has an effect on the world, such as a charge on somebody's card, that no replay takes back.
func Act() { acts.Add(1) }

// Serve answers GET with how often the world was acted on, and acts on it for a POST.
func Serve(writer http.ResponseWriter, request *http.Request) {
	if request.Method == http.MethodPost {
		Act()
		return
	}
	fmt.Fprint(writer, acts.Load())
}

// Database returns a database in which every statement acts on the world.
func Database() *sql.DB { return sql.OpenDB(connector{}) }
