"""The keys of a settings file, one field each: the reader and the JSON Schema both come from here."""

from __future__ import annotations

from restatelint.engine.fields import Choice, Field, Flag, TableOf, Text, Texts
from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.toml import KEBAB, Form

OFF = "off"
"""The severity of a rule that is off."""

DURATION_PART = r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)"
"""A number and a unit of Go's durations."""

_PATH = Form(r"^[^\\\n]+(?!\n)$", "a path with `/` between its names")
_GLOB = Form(
    r"^[^\s!#\\\[]([^\\\[\r\n]*[^\s\\\[])?(?!\n)$",
    "a pattern as in .gitignore, without `!`, `[` and `\\`",
)
_FUNCTION = Form(
    r"^[^\s()*]+\.[^\s()*./]+(?!\n)$",
    "a function or method, like `github.com/acme/clock.Now` or `github.com/acme/x.Type.Method`",
)
_DURATION = Form(rf"^({DURATION_PART})+(?!\n)$", "a duration, like `1s` or `1m30s`")
_VERSION = Form(r"^v?[0-9]+\.[0-9]+(\.[0-9]+([-+][0-9A-Za-z.+-]+)?)?(?!\n)$", "a version, like `0.24.0`")

EXTEND = Field(
    ("extend",),
    Text(_PATH),
    "Another settings file of the repository to start from. A key given here replaces the same "
    "key there; extend-select and extend-exclude add to it.",
)
SELECT = Field(("select",), Texts(KEBAB), "The rules that are on, instead of the preset's.")
EXTEND_SELECT = Field(("extend-select",), Texts(KEBAB), "Rules that are on as well.")
IGNORE = Field(("ignore",), Texts(KEBAB), "Rules that are off.")
PRESET = Field(("preset",), Choice(("default", "strict")), "The rules to start from.")
PREVIEW = Field(("preview",), Flag(), "Whether rules in preview are on where their family or preset is.")
SEVERITIES = Field(
    ("severities",),
    TableOf(KEBAB, Choice((*(each.value for each in Severity), OFF))),
    "The severity of a rule's findings, or off.",
)
MIN_SEVERITY = Field(
    ("min-severity",),
    Choice(tuple(each.value for each in Severity)),
    "Findings that are less severe are not reported.",
)
MIN_CONFIDENCE = Field(
    ("min-confidence",),
    Choice(tuple(each.value for each in Confidence)),
    "Findings that are less sure are not reported.",
)
PER_PATH_IGNORES = Field(
    ("per-path-ignores",),
    TableOf(_GLOB, Texts(KEBAB)),
    "Rules that are off in files that match a pattern.",
)
EXCLUDE = Field(
    ("exclude",),
    Texts(_GLOB),
    "Files and directories not to check, instead of vendor/, testdata/ and the like.",
)
EXTEND_EXCLUDE = Field(("extend-exclude",), Texts(_GLOB), "Files and directories not to check as well.")
GENERATED = Field(
    ("generated",),
    Choice(("strict", "off")),
    "Whether files with a `Code generated ... DO NOT EDIT.` header are left out (strict) or not.",
)
TESTS = Field(("tests",), Flag(), "Whether _test.go files are checked.")
MARKDOWN = Field(
    ("markdown",), Flag(), "Whether the Go fences of Markdown files in directories are checked, too."
)
RULES = Field(("rules",), Texts(_PATH), "Directories of rules of your own, inside the repository.")
RULE_PACKAGES = Field(
    ("rule-packages",),
    Texts(KEBAB),
    "Installed packages with rules, by the names of their `restatelint.rules` entry points.",
)
EFFECTS_ADD = Field(("effects", "add"), TableOf(KEBAB, Texts(_FUNCTION)), "Functions that have an effect.")
EFFECTS_REMOVE = Field(("effects", "remove"), Texts(_FUNCTION), "Functions that have no effect after all.")
WRAPPERS_RUN = Field(
    ("wrappers", "run"), Texts(_FUNCTION), "Functions that call their argument inside restate.Run."
)
SDK_VERSION = Field(("sdk-version",), Text(_VERSION), "The SDK's version, instead of the nearest go.mod's.")
MAX_EXCLUSIVE_SLEEP = Field(
    ("options", "sleep-in-exclusive-handler", "max-sleep"),
    Text(_DURATION),
    "How long an exclusive handler may sleep.",
    formerly="max-exclusive-sleep",
)
PUBLIC_ENDPOINT = Field(
    ("public-endpoint",), Flag(), "Whether the services can be reached from the internet."
)
REQUIRE_RETENTION = Field(
    ("require-retention",), Flag(), "Whether every service has to say how long its results are kept."
)
SLOW_FUNCTIONS = Field(("slow-functions",), Texts(_FUNCTION), "Functions that may take longer than a minute.")

FIELDS: tuple[Field[object], ...] = (
    EXTEND,
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    PRESET,
    PREVIEW,
    SEVERITIES,
    MIN_SEVERITY,
    MIN_CONFIDENCE,
    PER_PATH_IGNORES,
    EXCLUDE,
    EXTEND_EXCLUDE,
    GENERATED,
    TESTS,
    MARKDOWN,
    RULES,
    RULE_PACKAGES,
    EFFECTS_ADD,
    EFFECTS_REMOVE,
    WRAPPERS_RUN,
    SDK_VERSION,
    MAX_EXCLUSIVE_SLEEP,
    PUBLIC_ENDPOINT,
    REQUIRE_RETENTION,
    SLOW_FUNCTIONS,
)
"""Every key of a settings file."""
