package stage

import (
	"sync/atomic"
	_ "unsafe" // for go:linkname
)

const (
	day    = 24 * 60 * 60
	stride = day + 61*60 + 1
	span   = 54 * 365 * day
)

// lotteryStep is added to the clock, in seconds, by the time package that endpoints of drawn programs are built
// with; see proofs/lottery/clock.py.
//
//go:linkname lotteryStep time.lotteryStep
var lotteryStep int64

// step moves the clock on by a day, an hour and some. It stays in the past, since the SDK tells the server when
// a sleep ends by it.
func step(turn int64) { atomic.StoreInt64(&lotteryStep, turn*stride%span-span) }
