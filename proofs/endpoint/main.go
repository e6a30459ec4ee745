// Command endpoint serves one side of one proof on a loopback port, until its standard input ends.
//
// Usage: endpoint PROOF bad|good PORT. It prints a line of JSON that says where it listens and what it
// serves. POST to /world acts on the world, GET /world says how often that was done. What sets services
// up panics here if that is what the proof is about, and the process ends before it prints anything.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"

	"proofs/world"
)

// A proof has two ways to write the same thing.
type proof struct {
	bad, good func() []restate.ServiceDefinition
}

// An announcement is what is printed: the first definition is the one to call.
type announcement struct {
	URL     string   `json:"url"`
	Port    int      `json:"port"`
	Service string   `json:"service"`
	Keyed   bool     `json:"keyed"`
	Takes   []string `json:"takes"`
}

func main() {
	if len(os.Args) != 4 {
		exit("usage: endpoint PROOF bad|good PORT")
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	chosen, known := catalogue[os.Args[1]]
	if !known {
		exit("there is no proof " + os.Args[1])
	}
	definitions := chosen.good
	if os.Args[2] == "bad" {
		definitions = chosen.bad
	}
	if err := serve(definitions(), "127.0.0.1:"+os.Args[3], "/"+os.Args[1]+"/"+os.Args[2]); err != nil {
		exit(err.Error())
	}
}

// serve has a path of its own for every side of every proof: the server takes what it finds at a URL that it
// knows for what it found there before, and ports are used again.
func serve(definitions []restate.ServiceDefinition, address, path string) error {
	logger := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})
	endpoint := server.NewRestate().WithLogger(logger, true)
	for _, definition := range definitions {
		endpoint.Bind(definition)
	}
	handler, err := endpoint.Handler()
	if err != nil {
		return err
	}
	routes := http.NewServeMux()
	routes.HandleFunc("/world", world.Serve)
	routes.HandleFunc(path+"/", func(writer http.ResponseWriter, request *http.Request) {
		request.RequestURI = strings.TrimPrefix(request.RequestURI, path)
		handler(writer, request)
	})
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	ended := make(chan error, 1)
	go func() {
		ended <- (&http.Server{Handler: routes, Protocols: &protocols}).Serve(listener)
	}()
	url := fmt.Sprintf("http://%s%s", listener.Addr(), path)
	if err := warm(url + "/invoke/" + definitions[0].Name() + "/Warm"); err != nil {
		return err
	}
	line, err := json.Marshal(announcement{
		URL:     url,
		Port:    listener.Addr().(*net.TCPAddr).Port,
		Service: definitions[0].Name(),
		Keyed:   definitions[0].Type() != "SERVICE",
		Takes:   takers(definitions[0]),
	})
	if err != nil {
		return err
	}
	fmt.Println(string(line))
	return <-ended
}

// warm has the SDK compile its core, which it does at the first request and which can take longer than the
// server waits for an attempt. The request itself has not what an invocation needs, and is refused.
func warm(url string) error {
	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	client := http.Client{Transport: &http.Transport{Protocols: &protocols}, Timeout: time.Minute}
	answer, err := client.Post(url, "application/vnd.restate.invocation.v5", http.NoBody)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// takers returns the names of the handlers that take a payload.
func takers(definition restate.ServiceDefinition) []string {
	names := []string{}
	for name, handler := range definition.Handlers() {
		if payload := handler.InputPayload(); payload != nil && payload.ContentType != nil {
			names = append(names, name)
		}
	}
	return names
}

func exit(reason string) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}
