// Package serving serves Restate services on a loopback port for a harness that reads where.
package serving

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
)

// An Endpoint is what to serve, and where.
type Endpoint struct {
	Definitions []restate.ServiceDefinition
	Port        string
	// Path is of its own for each endpoint: the server takes what it finds at a URL that it knows for what it
	// found there before, and ports are used again.
	Path string
	// Routes are served beside it.
	Routes map[string]http.HandlerFunc
	// Around, if there is one, stands between the server and the SDK.
	Around func(http.HandlerFunc) http.HandlerFunc
}

// An announcement is what is printed: the first definition is the one to call.
type announcement struct {
	URL     string   `json:"url"`
	Port    int      `json:"port"`
	Service string   `json:"service"`
	Keyed   bool     `json:"keyed"`
	Takes   []string `json:"takes"`
}

// EndWithInput ends the process when its standard input does.
func EndWithInput() {
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
}

// Serve prints a line of JSON that says where it listens and what it serves, and returns only when it cannot.
func (e Endpoint) Serve() error {
	logger := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})
	endpoint := server.NewRestate().WithLogger(logger, true)
	for _, definition := range e.Definitions {
		endpoint.Bind(definition)
	}
	handler, err := endpoint.Handler()
	if err != nil {
		return err
	}
	routes := http.NewServeMux()
	for pattern, route := range e.Routes {
		routes.HandleFunc(pattern, route)
	}
	if e.Around != nil {
		handler = e.Around(handler)
	}
	routes.HandleFunc(e.Path+"/", func(writer http.ResponseWriter, request *http.Request) {
		request.RequestURI = strings.TrimPrefix(request.RequestURI, e.Path)
		handler(writer, request)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:"+e.Port)
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
	url := fmt.Sprintf("http://%s%s", listener.Addr(), e.Path)
	if err := warm(url + "/invoke/" + e.Definitions[0].Name() + "/Warm"); err != nil {
		return err
	}
	line, err := json.Marshal(announcement{
		URL:     url,
		Port:    listener.Addr().(*net.TCPAddr).Port,
		Service: e.Definitions[0].Name(),
		Keyed:   e.Definitions[0].Type() != "SERVICE",
		Takes:   takers(e.Definitions[0]),
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
