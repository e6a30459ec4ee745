// Command typecheck says for many small packages what Go's own type checker says of them.
//
// It reads lines of JSON, each a package: {"id": "7", "files": {"a.go": "package main..."}}, and writes a line
// for each: {"id": "7", "errors": ["a.go:3:2: declared and not used: x"]}. What they import comes from the
// module that it is run in, as `go list -export` has built it, and is read once.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

type pack struct {
	ID    string            `json:"id"`
	Files map[string]string `json:"files"`
}

type answer struct {
	ID     string   `json:"id"`
	Errors []string `json:"errors"`
}

func main() {
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", exports())
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var given pack
		if err := json.Unmarshal(line, &given); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		out.Encode(answer{given.ID, errorsOf(token.NewFileSet(), imports, given.Files)})
	}
}

// exports returns how to open what is known of a package: all of the standard library and of the module here.
func exports() func(path string) (io.ReadCloser, error) {
	listed, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "std", "./...").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "go list:", err)
		os.Exit(1)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(listed)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	return func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("package %s is not known", path)
		}
		return os.Open(files[path])
	}
}

func errorsOf(fset *token.FileSet, imports types.Importer, texts map[string]string) []string {
	found := []string{}
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		file, err := parser.ParseFile(fset, name, texts[name], parser.SkipObjectResolution)
		if err != nil {
			found = append(found, "syntax: "+err.Error())
		}
		if file != nil {
			files = append(files, file)
		}
	}
	if len(found) > 0 {
		return found
	}
	config := types.Config{Importer: imports, Error: func(err error) { found = append(found, err.Error()) }}
	config.Check("p", fset, files, nil)
	return found
}
