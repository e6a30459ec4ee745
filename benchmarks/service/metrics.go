// Package service is the one handler added to code that knows nothing of Restate: what its handlers
// call comes from well-known modules, and each finding is true by what stands in those modules.
package service

import (
	"strings"
	"time"

	"github.com/go-kit/log"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/model/timestamp"
	"github.com/prometheus/prometheus/promql/parser"
	prometheus "github.com/prometheus/prometheus/util/runtime"
	"github.com/prometheus/prometheus/util/stats"
	"github.com/prometheus/prometheus/util/strutil"
	restate "github.com/restatedev/sdk-go"
)

// Metrics calls into Prometheus.
type Metrics struct{}

// Pure parses, formats and computes.
func (Metrics) Pure(ctx restate.ObjectContext, query string) (string, error) {
	expression, err := parser.ParseExpr(query)
	if err != nil {
		return "", err
	}
	matchers, err := parser.ParseMetricSelector(`{job="a"}`)
	if err != nil {
		return "", err
	}
	set := labels.FromStrings("job", "a", "instance", "b")
	kept, _ := relabel.Process(set, &relabel.Config{Regex: relabel.MustNewRegexp("(.*)")})
	builder := labels.NewBuilder(kept)
	builder.Set("name", strutil.SanitizeLabelName(query))
	at := timestamp.Time(1_000)
	restate.Set(ctx, "matchers", len(matchers))
	restate.Set(ctx, "labels", builder.Labels().String())
	restate.Set(ctx, "link", strutil.GraphLinkForExpression(expression.String()))
	restate.Set(ctx, "at", timestamp.FromTime(at))
	restate.Set(ctx, "type", string(parser.DocumentedType(expression.Type())))
	return parser.Prettify(expression), nil
}

// Impure reads clocks, files and the machine.
func (Metrics) Impure(ctx restate.ObjectContext, path string) error {
	groups, _ := rulefmt.Parse([]byte("groups: []")) // want wall-clock: "rulefmt.Parse reads the wall clock, which differs on replay, and the value goes into queryFn, which is not known (Parse → RuleGroups.Validate → RuleNode.Validate → testTemplateParsing → parseTest → time.Now)"
	restate.Set(ctx, "groups", len(groups.Groups))
	fromFile, _ := rulefmt.ParseFile(path) // want file-io: "rulefmt.ParseFile touches files or processes again on every replay (ParseFile → os.ReadFile; also wall-clock)"
	restate.Set(ctx, "from file", len(fromFile.Groups))
	loaded, err := config.LoadFile(path, false, true, log.NewNopLogger()) // want file-io: "config.LoadFile touches files or processes again on every replay (LoadFile → os.ReadFile; also environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "scrapes", len(loaded.ScrapeConfigs))
	restate.Set(ctx, "uname", prometheus.Uname())                // missed process-environment: Uname is declared once for each system, and build constraints are not read
	stats.NewQueryTimers().GetTimer(stats.ExecTotalTime).Start() // want wall-clock: "stats.NewQueryTimers().GetTimer(…).Start reads the wall clock, which differs on replay, and the value is not used (Timer.Start → time.Now)"
	return nil
}

// Inside does the same where it is right: inside Run.
func (Metrics) Inside(ctx restate.ObjectContext, path string) (int, error) {
	return restate.Run(ctx, func(ctx restate.RunContext) (int, error) {
		groups, errs := rulefmt.ParseFile(path)
		if len(errs) > 0 {
			return 0, errs[0]
		}
		return len(groups.Groups) + len(strings.TrimSpace(time.Now().String())), nil
	}, restate.WithName("parse"))
}
