package service

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gohugoio/hugo/common/collections"
	"github.com/gohugoio/hugo/common/hashing"
	"github.com/gohugoio/hugo/common/hexec"
	"github.com/gohugoio/hugo/common/hstrings"
	"github.com/gohugoio/hugo/common/htime"
	"github.com/gohugoio/hugo/common/maps"
	"github.com/gohugoio/hugo/common/para"
	"github.com/gohugoio/hugo/common/paths"
	"github.com/gohugoio/hugo/common/text"
	"github.com/gohugoio/hugo/helpers"
	"github.com/gohugoio/hugo/parser/pageparser"
	mathematics "github.com/gohugoio/hugo/tpl/math"
	restate "github.com/restatedev/sdk-go"
)

// Site calls into Hugo.
type Site struct{}

// Pure works on strings, maps and text.
func (Site) Pure(ctx restate.ObjectContext, title string) (string, error) {
	words := helpers.UniqueStringsSorted(strings.Fields(title))
	all, err := collections.Append(words, "last")
	if err != nil {
		return "", err
	}
	page, err := pageparser.ParseFrontMatterAndContent(strings.NewReader(title))
	if err != nil {
		return "", err
	}
	params := map[string]any{"title": title}
	maps.MergeShallow(params, page.FrontMatter)
	maps.PrepareParams(params)
	scratch := maps.NewScratch()
	scratch.Set("title", title)
	restate.Set(ctx, "count", fmt.Sprint(all))
	restate.Set(ctx, "equal", hstrings.EqualAny(title, "a", "b"))
	restate.Set(ctx, "hash", hashing.HashString(title))
	restate.Set(ctx, "md5", hashing.MD5FromStringHexEncoded(title))
	restate.Set(ctx, "path", paths.AddLeadingSlash(paths.URLEscape(title)))
	restate.Set(ctx, "total", helpers.TotalWords(title))
	restate.Set(ctx, "emoji", string(helpers.Emojify([]byte(title))))
	restate.Set(ctx, "size", helpers.FormatByteCount(1_000))
	restate.Set(ctx, "scratch", scratch.Get("title"))
	return text.RemoveAccentsString(helpers.FirstUpper(title)), nil
}

// Impure looks at the clock, at programs and draws numbers.
func (Site) Impure(ctx restate.ObjectContext, name string) error {
	restate.Set(ctx, "now", htime.Now()) // want wall-clock: "htime.Now reads the wall clock, which differs on replay, and the value reaches restate.Set at line 56 (Now → Clock.Now): the retry finds another time and stops with a journal mismatch (RT0016)"
	if !hexec.InPath(name) {             // missed file-io: github.com/cli/safeexec is not among the known packages
		return restate.ToTerminalError(errors.New("not installed"))
	}
	restate.Set(ctx, "drawn", new(mathematics.Namespace).Rand()) // want random: "new(…).Rand gives another random value on replay, and it reaches restate.Set at line 60 (Namespace.Rand → rand.Float64): the retry draws another value and stops with a journal mismatch (RT0016)"
	directory, err := helpers.FindCWD()                          // want file-io: "helpers.FindCWD touches files or processes again on every replay (FindCWD → filepath.EvalSymlinks; also environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "directory", directory)
	listener, _, err := helpers.TCPListen() // want network-io: "helpers.TCPListen talks to the network again on every replay (TCPListen → net.Listen)"
	if err != nil {
		return err
	}
	defer listener.Close()
	runner, _ := para.New(2).Start(ctx)
	runner.Run(func() error { return nil }) // missed goroutine: the one type behind the interface has Wait from an embedded type of another module
	return runner.Wait()
}
