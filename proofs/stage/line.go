package stage

import (
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
)

const (
	headBytes    = 8
	errorMessage = 0x0002
	firstCommand = 0x0400
	lastCommand  = 0x07ff
	inputCommand = 0x0400
)

var errCut = errors.New("the line is cut")

// A line is the connection of one attempt. It reads the protocol's messages in both directions, each a type of
// two bytes, two bytes of flags, a length of four, and so many bytes.
type line struct {
	http.ResponseWriter
	stage    *Stage
	play     *play
	body     io.ReadCloser
	replayed counter
	commands int
	isCut    atomic.Bool
}

// Read gives what the server sends, until the line is cut, or everything was read that is in the journal and the
// handler is to suspend when it waits for more.
func (l *line) Read(into []byte) (int, error) {
	if l.isCut.Load() || (l.play.Suspends && l.replayed.isDone()) {
		return 0, io.EOF
	}
	read, err := l.body.Read(into)
	l.replayed.take(into[:read])
	if l.isCut.Load() {
		return 0, io.EOF
	}
	return read, err
}

// Close closes what the server sends.
func (l *line) Close() error { return l.body.Close() }

// Flush sends what was written.
func (l *line) Flush() {
	if flusher, ok := l.ResponseWriter.(http.Flusher); ok && !l.isCut.Load() {
		flusher.Flush()
	}
}

// Write passes whole messages on to the server, up to the operation that the line is cut before.
func (l *line) Write(data []byte) (int, error) {
	if l.isCut.Load() {
		return 0, errCut
	}
	for at := 0; at+headBytes <= len(data); {
		kind := binary.BigEndian.Uint16(data[at:])
		next := at + headBytes + int(binary.BigEndian.Uint32(data[at+4:]))
		if next > len(data) {
			break
		}
		if isCommand(kind) {
			if l.cutsBefore() {
				written, _ := l.ResponseWriter.Write(data[:at])
				l.ResponseWriter.(http.Flusher).Flush()
				l.isCut.Store(true)
				_ = l.body.Close()
				return written, errCut
			}
			l.commands++
		}
		if kind == errorMessage {
			l.failed(data[at+headBytes : next])
		}
		at = next
	}
	return l.ResponseWriter.Write(data)
}

// cutsBefore tells whether the line is to be cut before the next operation, and notes that it is.
func (l *line) cutsBefore() bool {
	l.stage.lock.Lock()
	defer l.stage.lock.Unlock()
	place := int(l.replayed.commands.Load()) + l.commands
	wanted := l.play.Place == Everywhere || l.play.Place == place
	if !wanted || l.play.cut[place] {
		return false
	}
	l.play.cut[place] = true
	l.play.sight.Cuts++
	return true
}

// failed notes the code of an error, which is its first field.
func (l *line) failed(message []byte) {
	if len(message) == 0 || message[0] != 1<<3 {
		return
	}
	code, _ := binary.Uvarint(message[1:])
	l.stage.lock.Lock()
	defer l.stage.lock.Unlock()
	l.play.sight.Codes = append(l.play.sight.Codes, int(code))
}

// A counter counts the messages of a journal, and the operations among them, in a stream that comes in pieces.
// The first message says how many follow.
type counter struct {
	head     []byte
	start    []byte
	skip     int
	begun    bool
	left     uint64
	commands atomic.Int64
}

// isDone tells whether the journal was read to its end.
func (c *counter) isDone() bool { return c.begun && c.left == 0 && c.skip == 0 }

func (c *counter) take(data []byte) {
	for len(data) > 0 {
		if c.skip > 0 {
			passed := min(c.skip, len(data))
			if !c.begun {
				c.start = append(c.start, data[:passed]...)
			}
			c.skip -= passed
			data = data[passed:]
			if c.skip == 0 && !c.begun {
				c.begun, c.left = true, entries(c.start)
			}
			continue
		}
		taken := min(headBytes-len(c.head), len(data))
		c.head = append(c.head, data[:taken]...)
		data = data[taken:]
		if len(c.head) < headBytes {
			return
		}
		kind := binary.BigEndian.Uint16(c.head)
		if isCommand(kind) && kind != inputCommand {
			c.commands.Add(1)
		}
		if c.begun && c.left > 0 {
			c.left--
		}
		c.skip = int(binary.BigEndian.Uint32(c.head[4:]))
		c.head = c.head[:0]
	}
}

// entries returns the third field of a start message, the number of messages that the journal holds.
func entries(message []byte) uint64 {
	for len(message) > 0 {
		tag, size := binary.Uvarint(message)
		if size <= 0 {
			return 0
		}
		message = message[size:]
		value, size := binary.Uvarint(message)
		if size <= 0 {
			return 0
		}
		switch {
		case tag == 3<<3:
			return value
		case tag&7 == 0:
			message = message[size:]
		case tag&7 == 2 && value <= uint64(len(message)-size):
			message = message[size+int(value):]
		default:
			return 0
		}
	}
	return 0
}

func isCommand(kind uint16) bool { return kind >= firstCommand && kind <= lastCommand }
