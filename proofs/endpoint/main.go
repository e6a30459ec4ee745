// Command endpoint serves one side of one proof on a loopback port, until its standard input ends.
//
// Usage: endpoint PROOF bad|good PORT. It prints a line of JSON that says where it listens and what it
// serves. POST to /world acts on the world, GET /world says how often that was done. What sets services
// up panics here if that is what the proof is about, and the process ends before it prints anything.
package main

import (
	"fmt"
	"net/http"
	"os"

	restate "github.com/restatedev/sdk-go"

	"proofs/serving"
	"proofs/world"
)

// A proof has two ways to write the same thing.
type proof struct {
	bad, good func() []restate.ServiceDefinition
}

func main() {
	if len(os.Args) != 4 {
		exit("usage: endpoint PROOF bad|good PORT")
	}
	serving.EndWithInput()
	chosen, known := catalogue[os.Args[1]]
	if !known {
		exit("there is no proof " + os.Args[1])
	}
	definitions := chosen.good
	if os.Args[2] == "bad" {
		definitions = chosen.bad
	}
	endpoint := serving.Endpoint{
		Definitions: definitions(),
		Port:        os.Args[3],
		Path:        "/" + os.Args[1] + "/" + os.Args[2],
		Routes:      map[string]http.HandlerFunc{"/world": world.Serve},
	}
	if err := endpoint.Serve(); err != nil {
		exit(err.Error())
	}
}

func exit(reason string) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}
