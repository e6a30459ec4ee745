package stage

import (
	"encoding/binary"
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
)

// message is one of the protocol's.
func message(kind uint16, body string) string {
	head := make([]byte, headBytes)
	binary.BigEndian.PutUint16(head, kind)
	binary.BigEndian.PutUint32(head[4:], uint32(len(body)))
	return string(head) + body
}

const (
	setState = 0x0403
	proposal = 0x0005
)

// start says that three messages follow.
var start = message(0, "\x0a\x02id\x12\x02id\x18\x03")

func TestOperationsAreCountedInWhateverPiecesTheyCome(t *testing.T) {
	journal := start + message(inputCommand, "{}") + message(setState, "a") + message(0x8001, "b")
	for size := 1; size < len(journal); size++ {
		var counter counter
		for at := 0; at < len(journal); at += size {
			if at > 0 && counter.isDone() {
				t.Fatalf("it is done after %d of %d bytes", at, len(journal))
			}
			counter.take([]byte(journal[at:min(at+size, len(journal))]))
		}
		if counted := counter.commands.Load(); counted != 1 || !counter.isDone() {
			t.Fatalf("in pieces of %d: %d operations, done is %t", size, counted, counter.isDone())
		}
	}
}

func TestALineIsCutBeforeTheOperationThatThePlanSays(t *testing.T) {
	stage := &Stage{}
	play := &play{Cut: Cut{Place: 1}, cut: map[int]bool{}}
	first, second := message(setState, "a"), message(setState, "b")

	for attempt, wanted := range []string{first + message(proposal, ""), first + message(proposal, "") + second} {
		answer := httptest.NewRecorder()
		line := &line{stage: stage, play: play, ResponseWriter: answer, body: io.NopCloser(strings.NewReader(""))}
		_, err := line.Write([]byte(first + message(proposal, "") + second))
		if got := answer.Body.String(); got != wanted {
			t.Errorf("attempt %d sent %q and not %q", attempt, got, wanted)
		}
		if isCut := errors.Is(err, errCut); isCut != (attempt == 0) {
			t.Errorf("attempt %d: cut is %t", attempt, isCut)
		}
	}
	if play.sight.Cuts != 1 {
		t.Errorf("it was cut %d times", play.sight.Cuts)
	}
}

func TestALineThatSuspendsEndsWithTheJournal(t *testing.T) {
	journal := start + message(inputCommand, "{}") + message(setState, "a") + message(setState, "b")
	play := &play{Cut: Cut{Place: Everywhere, Suspends: true}, cut: map[int]bool{}}
	body := io.NopCloser(io.MultiReader(strings.NewReader(journal), strings.NewReader("later")))
	line := &line{stage: &Stage{}, play: play, ResponseWriter: httptest.NewRecorder(), body: body}

	if read, err := io.ReadAll(line); err != nil || string(read) != journal {
		t.Errorf("read %q, %v", read, err)
	}
}

func TestTheCodeOfAnErrorIsNoted(t *testing.T) {
	play := &play{Cut: Cut{Place: 9}, cut: map[int]bool{}}
	line := &line{stage: &Stage{}, play: play, ResponseWriter: httptest.NewRecorder()}

	if _, err := line.Write([]byte(message(errorMessage, "\x08\xba\x04\x12\x04oops"))); err != nil {
		t.Fatal(err)
	}
	if codes := play.sight.Codes; len(codes) != 1 || codes[0] != 570 {
		t.Errorf("codes %v", codes)
	}
}
