"""The files of a rule that is begun: small, but whole, so that it can be tested before it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOML = """\
# what the rule says of code that it finds; {call} is what the query captures as @call
message  = "{call} prints again on every replay"
severity = "warning"                  # error, warning or info

# all else may be left out
help     = "log by ctx.Log(), or print inside restate.Run"
where    = "replayed"                 # code that is replayed; "run" is code inside Run, "file" is all of it
"""
_QUERY = """\
; the shape of the code, then what it must mean: `restatelint query FILE.scm PATHS` shows what that finds
((call_expression) @report @call
  (#calls? @call "fmt.Println" "fmt.Printf"))
"""
_BAD = """\
// Package {package} holds what the rule {name} finds.
package {package}

import (
	"fmt"

	restate "github.com/restatedev/sdk-go"
)

// Orders is a service.
type Orders struct{{}}

// Place is a handler, which runs again from its beginning after a crash.
func (Orders) Place(ctx restate.Context, number string) error {{
	fmt.Println("placing", number) // want {name}: "fmt.Println prints again on every replay"
	return nil
}}
"""
_GOOD = """\
package {package}

import (
	"fmt"

	restate "github.com/restatedev/sdk-go"
)

// Mended is Orders as it should be: nothing is found here.
type Mended struct{{}}

// Place prints once, inside Run.
func (Mended) Place(ctx restate.Context, number string) error {{
	return restate.RunVoid(ctx, func(restate.RunContext) error {{
		fmt.Println("placing", number)
		return nil
	}}, restate.WithName("print"))
}}
"""


def files_of_rule(name: str) -> Mapping[str, str]:
    """Return the files of a new rule by their paths in its directory.

    The Go code stands in ``testdata``, which neither the go command nor a check of directories enters.
    """
    about = {"package": f"{name.replace('-', '')}rule", "name": name}
    return {
        "rule.toml": _TOML,
        "query.scm": _QUERY,
        "testdata/bad.go": _BAD.format(**about),
        "testdata/good.go": _GOOD.format(**about),
    }
