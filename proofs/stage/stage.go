// Package stage is what a lottery's handlers play on: it counts what they do to the world, cuts their attempts
// off between operations, and has the outside be another one before each attempt.
package stage

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Everywhere is the place of a plan that cuts an invocation off once at each place between two operations.
const Everywhere = -1

// A Plan says what is done to the invocation of each service; what it does not name is left alone. The folder is
// where files of the outside stand.
type Plan struct {
	Folder string         `json:"folder"`
	Cuts   map[string]Cut `json:"cuts"`
}

// A Cut says where an invocation is cut off: after so many operations, Everywhere, or nowhere for 0. If it
// suspends, it does so wherever it waits.
type Cut struct {
	Place    int  `json:"place"`
	Suspends bool `json:"suspends"`
}

// A Sight is what was seen of one invocation: attempts, cuts, acts on the world, and the codes of the errors
// that its attempts ended with.
type Sight struct {
	Attempts int   `json:"attempts"`
	Cuts     int   `json:"cuts"`
	Acts     int   `json:"acts"`
	Codes    []int `json:"codes"`
}

// A Stage is for one endpoint; its zero value is ready.
type Stage struct {
	lock   sync.Mutex
	plays  map[string]*play
	folder string
	turn   atomic.Int64
}

type play struct {
	sight Sight
	Cut
	cut map[int]bool
}

// Routes are what the harness and the handlers ask of the stage.
func (s *Stage) Routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"POST /stage":         s.plan,
		"GET /stage":          s.seen,
		"POST /world/{actor}": s.act,
		"GET /world/{actor}":  s.ask,
	}
}

// plan begins anew with another plan.
func (s *Stage) plan(writer http.ResponseWriter, request *http.Request) {
	var plan Plan
	if err := json.NewDecoder(request.Body).Decode(&plan); err != nil {
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.folder = plan.Folder
	s.plays = make(map[string]*play, len(plan.Cuts))
	for name, cut := range plan.Cuts {
		s.plays[name] = &play{Cut: cut, cut: map[int]bool{}}
	}
}

func (s *Stage) seen(writer http.ResponseWriter, _ *http.Request) {
	s.lock.Lock()
	defer s.lock.Unlock()
	sights := make(map[string]Sight, len(s.plays))
	for name, play := range s.plays {
		sights[name] = play.sight
	}
	_ = json.NewEncoder(writer).Encode(sights)
}

func (s *Stage) act(_ http.ResponseWriter, request *http.Request) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if play := s.plays[request.PathValue("actor")]; play != nil {
		play.sight.Acts++
	}
}

// ask answers with another number each time. That somebody asked is an act as well.
func (s *Stage) ask(writer http.ResponseWriter, request *http.Request) {
	s.act(writer, request)
	fmt.Fprint(writer, s.turn.Add(1))
}

// Around cuts off what the plan says.
func (s *Stage) Around(next http.HandlerFunc) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		_, path, _ := strings.Cut(request.RequestURI, "/invoke/")
		name, _, _ := strings.Cut(path, "/")
		s.lock.Lock()
		play := s.plays[name]
		folder := s.folder
		if play != nil {
			play.sight.Attempts++
		}
		s.lock.Unlock()
		if play == nil {
			next(writer, request)
			return
		}
		s.change(folder)
		line := &line{stage: s, play: play, ResponseWriter: writer, body: request.Body}
		request.Body = line
		next(line, request)
	}
}

// change has the environment and a file be other than they were.
func (s *Stage) change(folder string) {
	number := s.turn.Add(1)
	turn := strconv.FormatInt(number, 10)
	_ = os.Setenv("LOTTERY_TURN", turn)
	file := filepath.Join(folder, "turn")
	beside := file + turn
	if os.WriteFile(beside, []byte(turn), 0o600) == nil {
		_ = os.Rename(beside, file)
	}
	step(number)
}
