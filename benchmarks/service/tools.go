package service

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/caddyserver/caddy/v2"
	"github.com/caddyserver/caddy/v2/caddyconfig/caddyfile"
	"github.com/caddyserver/caddy/v2/modules/caddyhttp"
	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"
	restate "github.com/restatedev/sdk-go"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"golang.org/x/tools/cover"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/helmpath"
	"helm.sh/helm/v3/pkg/ignore"
	"helm.sh/helm/v3/pkg/provenance"
	"helm.sh/helm/v3/pkg/releaseutil"
	"helm.sh/helm/v3/pkg/repo"
	"helm.sh/helm/v3/pkg/strvals"
	helmtime "helm.sh/helm/v3/pkg/time"
)

// Tools calls into routers, caches and tools.
type Tools struct{}

// Pure keeps, parses and converts.
func (Tools) Pure(ctx restate.ObjectContext, input string) (string, error) {
	kept, err := lru.New[string, int](8)
	if err != nil {
		return "", err
	}
	kept.Add(input, 1)
	count, _ := kept.Get(input)
	values, err := strvals.Parse(input)
	if err != nil {
		return "", err
	}
	read, err := chartutil.ReadValues([]byte(input))
	if err != nil {
		return "", err
	}
	ignored, err := ignore.Parse(strings.NewReader(input))
	if err != nil {
		return "", err
	}
	profiles, err := cover.ParseProfilesFromReader(strings.NewReader(input))
	if err != nil {
		return "", err
	}
	blocks, err := caddyfile.Tokenize([]byte(input), "Caddyfile")
	if err != nil {
		return "", err
	}
	length, err := caddy.ParseDuration(input)
	if err != nil {
		return "", err
	}
	digest, err := provenance.Digest(strings.NewReader(input))
	if err != nil {
		return "", err
	}
	archive := txtar.Parse([]byte(input))
	router := chi.NewRouter()
	restate.Set(ctx, "values", values)
	restate.Set(ctx, "table", read.YAML)
	restate.Set(ctx, "ignored", ignored != nil)
	restate.Set(ctx, "counts", []int{count, len(profiles), len(blocks), len(archive.Files), len(router.Routes())})
	restate.Set(ctx, "length", length)
	restate.Set(ctx, "digest", digest)
	restate.Set(ctx, "manifests", releaseutil.SplitManifests(input))
	restate.Set(ctx, "valid", chartutil.ValidateReleaseName(input) == nil)
	restate.Set(ctx, "code", status.Code(status.Errorf(codes.NotFound, "no %s", input)).String())
	restate.Set(ctx, "metadata", metadata.Join(metadata.Pairs("a", "b"), metadata.New(nil)))
	restate.Set(ctx, "binding", binding.Default("POST", "application/json").Name())
	restate.Set(ctx, "help", cobra.AppendActiveHelp(nil, input))
	restate.Set(ctx, "joined", caddyhttp.SanitizedPathJoin("/srv", input))
	return string(caddyfile.Format([]byte(input))), nil
}

// Impure reads files, starts programs, draws numbers and leaves goroutines behind.
func (Tools) Impure(ctx restate.ObjectContext, path string) error {
	restate.Set(ctx, "now", helmtime.Now())                                       // want wall-clock: "helmtime.Now reads the wall clock, which differs on replay, and the value reaches restate.Set at line 98 (Now → time.Now): the retry finds another time and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "configuration", helmpath.ConfigPath("helm"))                // want process-environment: "helmpath.ConfigPath depends on the process that runs the replay, and the value reaches restate.Set at line 99 (ConfigPath → lazypath.configPath → lazypath.path → os.Getenv)"
	restate.Set(ctx, "home", caddy.HomeDir())                                     // want process-environment: "caddy.HomeDir depends on the process that runs the replay, and the value reaches restate.Set at line 100 (HomeDir → homeDirUnsafe → os.Getenv)"
	restate.Set(ctx, "failure", caddyhttp.Error(404, errors.New("not found")).ID) // want random: "caddyhttp.Error gives another random value on replay, and it reaches restate.Set at line 101 (Error → randString → rand.Int63): the retry draws another value and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "request", middleware.NextRequestID())                       // missed global-state: what a helper counts in a variable of its package is not followed
	chart, err := loader.LoadDir(path)                                            // want file-io: "loader.LoadDir touches files or processes again on every replay (LoadDir → os.Stat; also environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "chart", chart.Name())
	index, err := repo.LoadIndexFile(path) // want file-io: "repo.LoadIndexFile touches files or processes again on every replay (LoadIndexFile → os.ReadFile)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "index", index.APIVersion)
	digest, err := provenance.DigestFile(path) // want file-io: "provenance.DigestFile touches files or processes again on every replay (DigestFile → os.Open)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "digest", digest)
	archive, err := txtar.ParseFile(path) // want file-io: "txtar.ParseFile touches files or processes again on every replay (ParseFile → os.ReadFile)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "files", len(archive.Files))
	loaded, err := packages.Load(nil, path) // want file-io: "packages.Load touches files or processes again on every replay (Load → defaultDriver → WriteOverlays → os.MkdirTemp; also file-read, goroutine, environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "packages", len(loaded))
	profiles, err := cover.ParseProfiles(path) // want file-io: "cover.ParseProfiles touches files or processes again on every replay (ParseProfiles → os.Open)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "profiles", len(profiles))
	transport, err := credentials.NewClientTLSFromFile(path, "") // want file-io: "credentials.NewClientTLSFromFile touches files or processes again on every replay (NewClientTLSFromFile → os.ReadFile)"
	if err != nil {
		return err
	}
	_ = transport.Info()
	var page bytes.Buffer
	if err := doc.GenMan(&cobra.Command{}, nil, &page); err != nil { // want wall-clock: "doc.GenMan reads the wall clock, which differs on replay, and the value is not used (GenMan → fillHeader → time.Now; also environment)"
		return err
	}
	created, err := chartutil.Create("chart", path) // want file-io: "chartutil.Create touches files or processes again on every replay (Create → os.MkdirAll; also file-read, environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "created", created)
	kept := expirable.NewLRU[string, int](8, nil, time.Hour) // want native-timer: "expirable.NewLRU uses a Go timer, which starts over on every replay (NewLRU → time.NewTicker; also goroutine, wall-clock)"
	kept.Add("a", 1)                                         // want wall-clock: "kept.Add reads the wall clock, which differs on replay, and the value goes into delete, which is not known (LRU.Add → time.Now)"
	return gin.New().Run()                                   // want network-io: "gin.New().Run talks to the network again on every replay (Engine.Run → http.ListenAndServe; also environment)"
}
