"""What a drawn program is: a few choices, which the same Go file is always written from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """The Go type of a value on its way from a source to a sink."""

    NUMBER = "int64"
    TEXT = "string"

    @property
    def zero(self) -> str:
        """The zero value as Go writes it."""
        return "0" if self is Type.NUMBER else '""'


class Kind(Enum):
    """What kind of service a program is."""

    SERVICE = "service"
    OBJECT = "object"
    WORKFLOW = "workflow"

    @property
    def context(self) -> str:
        """The type of the handler's context."""
        name = {"service": "Context", "object": "ObjectContext", "workflow": "WorkflowContext"}[self.value]
        return f"restate.{name}"

    @property
    def has_state(self) -> bool:
        """Whether its handler may read and write state."""
        return self is not Kind.SERVICE


class Journal(Enum):
    """How a value gets into the journal, if it does; by ``CAPTURED`` it only seems to."""

    NONE = "none"
    RUN = "run"
    ASYNC = "async"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from.

    ``before`` are statements, ``value`` is the expression, ``tops`` are declarations of the package, and
    ``field`` with ``setting`` a field of the service and how it is set. With ``durable``, it uses the
    handler's context. It is ``safe`` if a replay gets the same. ``$names`` are filled by the writer.
    """

    name: str
    family: str
    type: Type
    value: str
    before: str = ""
    tops: str = ""
    field: str = ""
    setting: str = ""
    imports: tuple[str, ...] = ()
    durable: bool = False
    safe: bool = False

    @property
    def local(self) -> bool:
        """Whether it is about the service itself, so that only a method can have it."""
        return "$self" in self.before + self.value


@dataclass(frozen=True, slots=True)
class Carrier:
    """What a value goes through: it takes a type, or any, and gives one, or the same."""

    name: str
    value: str
    takes: Type | None = None
    gives: Type | None = None
    before: str = ""
    tops: str = ""
    imports: tuple[str, ...] = ()

    def given(self, taken: Type) -> Type:
        """Return the type of what comes out."""
        return self.gives or taken


@dataclass(frozen=True, slots=True)
class Sink:
    """Where a value ends. With ``apart`` it needs a function of its own, since it may return from it.

    With ``result``, it is the expression that the handler returns.
    """

    name: str
    code: str
    takes: Type | None = None
    state: bool = False
    workflow: bool = False
    apart: bool = False
    result: bool = False
    imports: tuple[str, ...] = ()


class Wrap(Enum):
    """What a sink stands in."""

    PLAIN = "plain"
    IF = "if"
    LOOP = "loop"
    SWITCH = "switch"
    CLOSURE = "closure"
    HELPER = "helper"


class Home(Enum):
    """Where the helpers of a source are: functions beside it, methods, or functions of another package."""

    FUNCTION = "function"
    METHOD = "method"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Strand:
    """A value on its way: its source lies so many calls deep, and the last of them may give an error."""

    source: Source
    sink: Sink
    carriers: tuple[Carrier, ...] = ()
    journal: Journal = Journal.NONE
    depth: int = 0
    fallible: bool = False
    home: Home = Home.FUNCTION
    wrap: Wrap = Wrap.PLAIN

    @property
    def name(self) -> str:
        """What it is of, for people."""
        through = "" if self.journal is Journal.NONE else f" by {self.journal.value}"
        deep = f" in {self.depth} {self.home.value} helpers" if self.depth else ""
        parts = [f"{self.source.name}{deep}{through}", *(one.name for one in self.carriers)]
        return " > ".join([*parts, f"{self.sink.name} ({self.wrap.value})"])

    @property
    def family(self) -> str:
        """What its value is of, for the table; what a replay gets again is told apart."""
        if self.source.safe or self.journal is Journal.NONE:
            return self.source.family
        return f"{self.source.family} in run" if self.clean else f"{self.source.family} captured"

    @property
    def clean(self) -> bool:
        """Whether a replay gets the same value."""
        return self.source.safe or self.journal in (Journal.RUN, Journal.ASYNC)

    @property
    def acts(self) -> int:
        """How often it should act on the world: by what it asks of it."""
        return int(self.source.family == "network")

    @property
    def chancy(self) -> bool:
        """Whether it may be the same by chance on a replay: it is one of few values, or decides by one."""
        branches = any(
            carrier.gives is Type.TEXT and carrier.takes is Type.NUMBER for carrier in self.carriers
        )
        return (
            branches
            or self.source.family in ("select", "map")
            or self.sink.name.startswith(("branch", "loop"))
        )

    def fits(self) -> bool:
        """Tell whether the types of its parts go together."""
        type_ = self.source.type
        for carrier in self.carriers:
            if carrier.takes not in (None, type_):
                return False
            type_ = carrier.given(type_)
        if self.depth == 0 and (self.fallible or self.home is not Home.FUNCTION):
            return False
        if self.source.local and self.depth and self.home is not Home.METHOD:
            return False
        if self.source.durable and (self.journal is not Journal.NONE or (self.depth and not self.fallible)):
            return False
        if self.source.field and self.home is Home.FAR:
            return False
        if self.sink.apart and self.wrap not in (Wrap.CLOSURE, Wrap.HELPER):
            return False
        if self.sink.result and self.wrap is not Wrap.PLAIN:
            return False
        if self.sink.result and self.journal is Journal.CAPTURED and self.carriers:
            return False  # a result is told to be wrong by its being empty
        return self.sink.takes in (None, type_)


@dataclass(frozen=True, slots=True)
class Deed:
    """Statements that are drawn as they are, which act on the world ``acts`` times.

    It is ``safe`` if a replay makes no difference; ``family`` is for the table.
    """

    name: str
    family: str
    code: str
    state: bool = False
    workflow: bool = False
    tops: str = ""
    imports: tuple[str, ...] = ()
    acts: int = 0
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Program:
    """A handler: what it is called, what kind of service it is of, and what it does one after the other."""

    name: str
    kind: Kind
    items: tuple[Strand | Deed, ...]

    @property
    def clean(self) -> bool:
        """Whether a replay makes no difference to anything in it."""
        return all(item.safe if isinstance(item, Deed) else item.clean for item in self.items)

    @property
    def chancy(self) -> bool:
        """Whether something in it that differs on a replay may be the same by chance."""
        return any(isinstance(item, Strand) and not item.clean and item.chancy for item in self.items)

    @property
    def acts(self) -> int:
        """How often it should act on the world."""
        return sum(item.acts for item in self.items)

    @property
    def result(self) -> str:
        """A pattern of what it should answer, as JSON."""
        tells = any(isinstance(item, Strand) and item.sink.result for item in self.items)
        return r'"(?!(0|differs)?").+"' if tells else '"done"'

    def fits(self) -> bool:
        """Tell whether everything in it can stand in this kind of service, and a result is told last."""
        for at, item in enumerate(self.items):
            state, workflow = (
                (item.state, item.workflow)
                if isinstance(item, Deed)
                else (item.sink.state, item.sink.workflow)
            )
            if (state and not self.kind.has_state) or (workflow and self.kind is not Kind.WORKFLOW):
                return False
            if isinstance(item, Strand) and (
                not item.fits() or (item.sink.result and at != len(self.items) - 1)
            ):
                return False
        return True
