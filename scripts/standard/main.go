// Command standard writes what the packages of Go's standard library export, as Go that only declares.
//
// A package is a file: no bodies, no comments, nothing that cannot be named from outside. Methods are all
// that a type has, promoted ones too, and so are fields that come through what is not exported.
package main

import (
	"bytes"
	"fmt"
	"go/build"
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: standard DIRECTORY")
		os.Exit(2)
	}
	listed, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "go list std:", err)
		os.Exit(1)
	}
	known := map[string]bool{}
	source := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range strings.Fields(string(listed)) {
		// what syscall has differs from one system to another, and unsafe is the compiler's own
		if hidden(path) || path == "syscall" || path == "unsafe" {
			continue
		}
		known[path] = true
		pkg, err := source.Import(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, path+":", err)
			os.Exit(1)
		}
		name := filepath.Join(os.Args[1], strings.ReplaceAll(path, "/", "_")+".txt")
		write(name, written(pkg))
	}
	version := strings.Split(strings.TrimPrefix(runtime.Version(), "go"), ".")
	write(filepath.Join(os.Args[1], "RELEASE"), []byte(strings.Join(version[:2], ".")+"\n"))
	write(filepath.Join(os.Args[1], "OTHERS"), others(known))
}

func write(name string, data []byte) {
	if err := os.WriteFile(name, data, 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// others returns the packages that are in Go's tree and not among the known ones: experiments, other systems'.
func others(known map[string]bool) []byte {
	root := filepath.Join(build.Default.GOROOT, "src")
	found := map[string]bool{"unsafe": true}
	filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		name, _ := filepath.Rel(root, filepath.Dir(path))
		if name = filepath.ToSlash(name); !known[name] && !hidden(name) {
			found[name] = true
		}
		return nil
	})
	var out bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintln(&out, name)
	}
	return out.Bytes()
}

func hidden(path string) bool {
	for _, part := range strings.Split(path, "/") {
		if part == "internal" || part == "vendor" || part == "testdata" || part == "cmd" || part == "." {
			return true
		}
	}
	return false
}

type writer struct {
	pkg      *types.Package
	imported map[string]string
	out      bytes.Buffer
}

func written(pkg *types.Package) []byte {
	w := &writer{pkg: pkg, imported: map[string]string{}}
	for _, name := range pkg.Scope().Names() {
		if object := pkg.Scope().Lookup(name); object.Exported() {
			w.object(object)
		}
	}
	var head bytes.Buffer
	fmt.Fprintf(&head, "package %s\n", pkg.Name())
	var paths []string
	for path := range w.imported {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		fmt.Fprintf(&head, "import %s %q\n", w.imported[path], path)
	}
	return append(head.Bytes(), w.out.Bytes()...)
}

func (w *writer) qualifier(pkg *types.Package) string {
	if pkg == w.pkg {
		return ""
	}
	alias := strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(pkg.Path())
	w.imported[pkg.Path()] = alias
	return alias
}

func (w *writer) typ(t types.Type) string {
	return types.TypeString(t, w.qualifier)
}

func (w *writer) object(object types.Object) {
	switch object := object.(type) {
	case *types.Const:
		fmt.Fprintf(&w.out, "const %s", object.Name())
		basic, _ := object.Type().(*types.Basic)
		if basic == nil || basic.Info()&types.IsUntyped == 0 {
			fmt.Fprintf(&w.out, " %s", w.typ(object.Type()))
		}
		fmt.Fprintf(&w.out, " = %s\n", literal(object.Val(), basic))
	case *types.Var:
		fmt.Fprintf(&w.out, "var %s %s\n", object.Name(), w.typ(object.Type()))
	case *types.Func:
		w.function("", object)
	case *types.TypeName:
		w.typeName(object)
	}
}

func literal(value constant.Value, basic *types.Basic) string {
	switch value.Kind() {
	case constant.Bool, constant.String:
		return value.ExactString()
	}
	if basic != nil && basic.Kind() == types.UntypedRune {
		return "'x'"
	}
	if basic != nil && basic.Kind() == types.UntypedFloat {
		return "1.5"
	}
	if value.Kind() == constant.Int {
		return value.ExactString()
	}
	return "1.5"
}

func (w *writer) function(receiver string, function *types.Func) {
	signature := function.Type().(*types.Signature)
	fmt.Fprintf(&w.out, "func %s%s", receiver, function.Name())
	if receiver == "" {
		w.parameters(signature.TypeParams())
	}
	w.signature(signature)
	w.out.WriteByte('\n')
}

func (w *writer) signature(signature *types.Signature) {
	var out bytes.Buffer
	types.WriteSignature(&out, signature, w.qualifier)
	text := out.String()
	if text[0] == '[' {
		depth := 0
		for i, c := range text {
			if c == '[' {
				depth++
			} else if c == ']' {
				if depth--; depth == 0 {
					text = text[i+1:]
					break
				}
			}
		}
	}
	w.out.WriteString(text)
}

func (w *writer) parameters(list *types.TypeParamList) {
	if list.Len() == 0 {
		return
	}
	for i := range list.Len() {
		w.out.WriteString(map[bool]string{true: "[", false: ", "}[i == 0])
		fmt.Fprintf(&w.out, "%s %s", list.At(i).Obj().Name(), w.typ(list.At(i).Constraint()))
	}
	w.out.WriteByte(']')
}

func (w *writer) typeName(object *types.TypeName) {
	fmt.Fprintf(&w.out, "type %s", object.Name())
	if alias, ok := object.Type().(*types.Alias); ok {
		w.parameters(alias.TypeParams())
		fmt.Fprintf(&w.out, " = %s\n", w.typ(alias.Rhs()))
		return
	}
	if object.IsAlias() {
		fmt.Fprintf(&w.out, " = %s\n", w.typ(object.Type()))
		return
	}
	named, ok := object.Type().(*types.Named)
	if !ok {
		fmt.Fprintf(&w.out, " %s\n", w.typ(object.Type().Underlying()))
		return
	}
	w.parameters(named.TypeParams())
	structure, isStruct := named.Underlying().(*types.Struct)
	if isStruct {
		w.structure(structure)
	} else {
		fmt.Fprintf(&w.out, " %s\n", w.typ(named.Underlying()))
	}
	if types.IsInterface(named) {
		return
	}
	receiver := object.Name()
	if list := named.TypeParams(); list.Len() > 0 {
		var names []string
		for i := range list.Len() {
			names = append(names, list.At(i).Obj().Name())
		}
		receiver += "[" + strings.Join(names, ", ") + "]"
	}
	values := types.NewMethodSet(named)
	set := types.NewMethodSet(types.NewPointer(named))
	for i := range set.Len() {
		method := set.At(i).Obj().(*types.Func)
		if !method.Exported() {
			continue
		}
		star := "*"
		if values.Lookup(method.Pkg(), method.Name()) != nil {
			star = ""
		}
		if set.At(i).Indirect() || len(set.At(i).Index()) > 1 {
			// a promoted one belongs to a type whose own type parameters are put in
			w.out.WriteString("func (" + star + receiver + ") " + method.Name())
			w.signature(set.At(i).Type().(*types.Signature))
			w.out.WriteByte('\n')
			continue
		}
		w.function("("+star+receiver+") ", method)
	}
}

// structure writes the exported fields, and a blank one where there are others.
func (w *writer) structure(structure *types.Struct) {
	var hiddenFields bool
	var lines []string
	seen := map[string]bool{}
	for i := range structure.NumFields() {
		field := structure.Field(i)
		switch {
		case !field.Exported():
			hiddenFields = true
		case field.Embedded():
			seen[field.Name()] = true
			lines = append(lines, w.typ(field.Type()))
		default:
			seen[field.Name()] = true
			lines = append(lines, field.Name()+" "+w.typ(field.Type()))
		}
	}
	for i := range structure.NumFields() {
		field := structure.Field(i)
		if field.Exported() || !field.Embedded() {
			continue
		}
		inner := field.Type().Underlying()
		if pointer, ok := inner.(*types.Pointer); ok {
			inner = pointer.Elem().Underlying()
		}
		if below, ok := inner.(*types.Struct); ok {
			for j := range below.NumFields() {
				if each := below.Field(j); each.Exported() && !seen[each.Name()] {
					seen[each.Name()] = true
					lines = append(lines, each.Name()+" "+w.typ(each.Type()))
				}
			}
		}
	}
	if hiddenFields {
		lines = append(lines, "_ int")
	}
	fmt.Fprintf(&w.out, " struct { %s }\n", strings.Join(lines, "; "))
}
