package main

import "proofs/deadlock"

var catalogue = map[string]proof{
	"deadlock": {deadlock.Bad, deadlock.Good},
}
