"""Foreign functions that give the same for the same arguments; knows nothing of values."""

from __future__ import annotations

import re

from restatelint.golang.imports import unversioned
from restatelint.golang.types import External

# packages whose functions give the same for the same arguments, apart from those with an effect
_PURE = frozenset(
    {
        "bytes",
        "cmp",
        "encoding/base32",
        "encoding/base64",
        "encoding/hex",
        "encoding/json",
        "encoding/xml",
        "errors",
        "fmt",
        "github.com/google/uuid",
        "github.com/pkg/errors",
        "github.com/shopspring/decimal",
        "golang.org/x/exp/maps",
        "golang.org/x/exp/slices",
        "golang.org/x/xerrors",
        "maps",
        "math",
        "math/big",
        "math/bits",
        "mime",
        "net/mail",
        "net/netip",
        "net/textproto",
        "net/url",
        "path",
        "path/filepath",
        "reflect",
        "regexp",
        "slices",
        "sort",
        "strconv",
        "strings",
        "time",
        "unicode",
        "unicode/utf8",
    }
)
_IMPURE_NAMES = re.compile(r"(?:Print|Scan|Fprint|Fscan)(?:f|ln)?$")
_SENTINELS = frozenset({("errors", "New"), ("fmt", "Errorf"), ("regexp", "MustCompile")})


def is_pure_foreign(target: External) -> bool:
    """Whether a foreign function, known to have no effect, depends on nothing but its arguments."""
    return unversioned(target.path) in _PURE and not _IMPURE_NAMES.match(target.name)


def is_sentinel(target: object) -> bool:
    """Whether what a package variable is made with gives a value that nobody changes."""
    return isinstance(target, External) and (target.path, target.name) in _SENTINELS
