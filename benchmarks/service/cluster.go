package service

import (
	"strings"
	"time"

	"github.com/hashicorp/consul/api"
	restate "github.com/restatedev/sdk-go"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/duration"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/rand"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apimachinery/pkg/util/uuid"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/homedir"
	"k8s.io/client-go/util/jsonpath"
	"k8s.io/client-go/util/retry"
)

// Cluster calls into the libraries of Kubernetes and Consul.
type Cluster struct{}

// Pure parses selectors, quantities and versions.
func (Cluster) Pure(ctx restate.ObjectContext, input string) (string, error) {
	selector, err := labels.Parse(input)
	if err != nil {
		return "", err
	}
	field, err := fields.ParseSelector(input)
	if err != nil {
		return "", err
	}
	quantity, err := resource.ParseQuantity(input)
	if err != nil {
		return "", err
	}
	parsed, err := version.ParseSemantic(input)
	if err != nil {
		return "", err
	}
	path := jsonpath.New("path")
	if err := path.Parse("{.items}"); err != nil {
		return "", err
	}
	address, err := api.ParseServiceAddr(input)
	if err != nil {
		return "", err
	}
	entry, err := api.DecodeConfigEntryFromJSON([]byte(input))
	if err != nil && api.IsRetryableError(err) {
		return "", err
	}
	namespace, name, err := cache.SplitMetaNamespaceKey(input)
	if err != nil {
		return "", err
	}
	restate.Set(ctx, "names", sets.List(sets.New(namespace, name)))
	restate.Set(ctx, "entry", entry.GetKind())
	restate.Set(ctx, "address", address.Address)
	restate.Set(ctx, "selectors", []string{selector.String(), field.String()})
	restate.Set(ctx, "quantity", quantity.String())
	restate.Set(ctx, "newer", parsed.AtLeast(version.MustParseGeneric("1.2")))
	restate.Set(ctx, "port", intstr.Parse(input))
	restate.Set(ctx, "sorted", labels.Set(map[string]string{input: "a"}).String())
	restate.Set(ctx, "safe", rand.SafeEncodeString(input))
	return duration.HumanDuration(time.Hour) + strings.Join(validation.IsDNS1123Label(input), " "), nil
}

// Impure talks to clusters, draws names and waits.
func (Cluster) Impure(ctx restate.ObjectContext, path string) error {
	restate.Set(ctx, "name", rand.String(5))    // want random: "rand.String gives another random value on replay, and it reaches restate.Set at line 81 (String → rand.Rand.Int63): the retry draws another value and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "id", uuid.NewUUID())      // want unique-id: "uuid.NewUUID makes another id on replay, and it reaches restate.Set at line 82 (NewUUID → uuid.New): the retry makes another id and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "now", meta.Now())         // want wall-clock: "meta.Now reads the wall clock, which differs on replay, and the value reaches restate.Set at line 83 (Now → time.Now): the retry finds another time and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "home", homedir.HomeDir()) // want file-io: "homedir.HomeDir touches files or processes again on every replay (HomeDir → os.Stat; also environment)"
	local, err := clientcmd.LoadFromFile(path)  // want file-io: "clientcmd.LoadFromFile touches files or processes again on every replay (LoadFromFile → os.ReadFile)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "context", local.CurrentContext)
	within, err := rest.InClusterConfig() // want file-io: "rest.InClusterConfig touches files or processes again on every replay (InClusterConfig → os.ReadFile; also environment)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "host", within.Host)
	pool, err := cert.NewPool(path) // want file-io: "cert.NewPool touches files or processes again on every replay (NewPool → os.ReadFile)"
	if err != nil {
		return err
	}
	_ = pool
	restate.Set(ctx, "order", sets.New("a", path).UnsortedList())                               // want map-iteration: "a map gives its entries in another order on replay, and the order reaches restate.Set at line 100: the retry takes another order and stops with a journal mismatch (RT0016)"
	restate.Set(ctx, "jitter", wait.Jitter(time.Second, 1))                                     // want random: "wait.Jitter gives another random value on replay, and it reaches restate.Set at line 101 (Jitter → rand.Float64): the retry draws another value and stops with a journal mismatch (RT0016)"
	_ = wait.PollImmediate(time.Second, time.Minute, func() (bool, error) { return true, nil }) // want native-timer: "wait.PollImmediate uses a Go timer, which starts over on every replay (PollImmediate → PollImmediateWithContext → poller → time.NewTicker; also goroutine)"
	_ = retry.RetryOnConflict(retry.DefaultRetry, func() error { return nil })                  // want native-timer: "retry.RetryOnConflict uses a Go timer, which starts over on every replay (RetryOnConflict → OnError → wait.ExponentialBackoff)"
	client, err := api.NewClient(api.DefaultConfig())                                           // want file-io: "api.NewClient touches files or processes again on every replay (NewClient → os.ReadFile; also environment)"; process-environment: "api.DefaultConfig depends on the process that runs the replay, and the value reaches restate.Set at line 112 (DefaultConfig → defaultConfig → os.Getenv)"
	if err != nil {
		return err
	}
	pair, _, err := client.KV().Get("key", nil) // want network-io: "client.KV().Get talks to the network again on every replay (KV.Get → KV.getInternal → Client.doRequest → http.Client.Do; also wall-clock)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "pair", pair.Key)
	self, err := client.Agent().Self() // want network-io: "client.Agent().Self talks to the network again on every replay (Agent.Self → Client.doRequest → http.Client.Do; also wall-clock)"
	if err != nil {
		return err
	}
	restate.Set(ctx, "self", len(self))
	return nil
}
