"""Writes programs in Go. What it writes is formatted by gofmt later."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import Template
from typing import TYPE_CHECKING

from proofs.lottery.recipe import Deed, Home, Journal, Kind, Strand, Type, Wrap

if TYPE_CHECKING:
    from proofs.lottery.recipe import Program

MODULE = "lottery"
_ALIASES = {
    "crypto/rand": 'crand "crypto/rand"',
    "restate": 'restate "github.com/restatedev/sdk-go"',
    "targets": f'"{MODULE}/targets"',
}
_IF = "if err$n != nil {\n$fail\n}\n"
_JOURNALS = {
    Journal.RUN: (
        "taken$n, err$n := restate.Run($ctx, func(restate.RunContext) ($T, error) {\n"
        "${body}return $v, nil\n}, "
        'restate.WithName("take $n"))\n' + _IF
    ),
    Journal.ASYNC: (
        "pending$n := restate.RunAsync($ctx, func(restate.RunContext) ($T, error) {\n"
        "${body}return $v, nil\n}, "
        'restate.WithName("take $n"))\ntaken$n, err$n := pending$n.Result()\n' + _IF
    ),
    Journal.CAPTURED: (
        "var taken$n $T\nif err$n := restate.RunVoid($ctx, func(restate.RunContext) error {\n"
        '${body}taken$n = $v\nreturn nil\n}, restate.WithName("take $n")); err$n != nil {\n$fail\n}\n'
    ),
}
_WRAPS = {
    Wrap.PLAIN: "$body",
    Wrap.IF: "if $in.Number > 0 {\n$body}\n",
    Wrap.LOOP: "for range 2 {\n$body}\n",
    Wrap.SWITCH: "switch {\ncase $in.Number > 0:\n$body}\n",
    Wrap.CLOSURE: "if err$n := func() error {\n${body}return nil\n}(); err$n != nil {\n$fail\n}\n",
    Wrap.HELPER: "if err$n := keep$n$name($ctx, $in, $v); err$n != nil {\n$fail\n}\n",
}


@dataclass(slots=True)
class _File:
    """A file that is being written: what it imports, and what it declares."""

    imports: set[str] = field(default_factory=set)
    tops: list[str] = field(default_factory=list)

    def text(self, package: str, head: str = "") -> str:
        """Return the file as Go."""
        names = sorted(_ALIASES.get(one, f'"{one}"') for one in self.imports)
        imports = "import (\n" + "".join(f"\t{name}\n" for name in names) + ")\n\n" if names else ""
        return f"{head}package {package}\n\n{imports}" + "\n".join(self.tops)


@dataclass(frozen=True, slots=True)
class Written:
    """A program as Go: its file, the one of the other package that it needs, if any, and how it is made."""

    file: str
    far: str
    service: str


def written(program: Program, package: str) -> Written:
    """Return a program as Go code of a package; the other package is ``package`` and ``far``."""
    return _Writer(program, package).written()


class _Writer:
    """Writes one program."""

    def __init__(self, program: Program, package: str) -> None:
        self._program = program
        self._package = package
        self._file = _File({"restate", "targets"})
        self._far = _File()
        self._fields: list[str] = []
        self._settings: list[str] = []

    def written(self) -> Written:
        """Return the program's files."""
        result = '"done"'
        body = ""
        for number, item in enumerate(self._program.items, 1):
            if isinstance(item, Deed):
                body += self._deed(item, number)
            else:
                code, value = self._strand(item, number)
                body += code
                result = value or result
        name = self._program.name
        context = self._program.kind.context
        handler = "Run" if self._program.kind is Kind.WORKFLOW else "Try"
        settings = ", ".join(self._settings)
        fields = "".join(f"\t{one}\n" for one in self._fields)
        self._file.tops = [
            f"// {name} is drawn.\ntype {name} struct {{\n{fields}}}\n",
            f"// {handler} is called once.\n"
            f"func (p *{name}) {handler}(ctx {context}, in targets.In) (string, error) {{\n"
            f"{body}return {result}, nil\n}}\n",
            f"// New{name} makes one.\nfunc New{name}() *{name} {{\nreturn &{name}{{{settings}}}\n}}\n",
            *self._file.tops,
        ]
        head = f"// Package {self._package} is drawn.\n"
        return Written(
            file=self._file.text(self._package, head),
            far=self._far.text(f"{self._package}far", head) if self._far.tops else "",
            service=f"New{name}()",
        )

    def _fill(self, text: str, number: int, **names: str) -> str:
        given = {
            "n": str(number),
            "name": self._program.name,
            "ctx": "ctx",
            "in": "in",
            "self": "p",
            "fail": f'return "", err{number}',
            "stop": 'return "done", nil',
        }
        return Template(text).substitute({**given, **names})

    def _deed(self, deed: Deed, number: int) -> str:
        self._file.imports |= set(deed.imports)
        if deed.tops:
            self._file.tops.append(self._fill(deed.tops, number))
        return self._fill(deed.code, number)

    def _strand(self, strand: Strand, number: int) -> tuple[str, str]:
        """Return the statements of a strand, and what the handler returns by it, or nothing."""
        code, value = self._source(strand, number * 100)
        type_ = strand.source.type
        for at, carrier in enumerate(strand.carriers, number * 100 + 10):
            names = {"v": value, "T": type_.value, "z": type_.zero}
            self._file.imports |= set(carrier.imports)
            if carrier.tops:
                self._file.tops.append(self._fill(carrier.tops, at, **names))
            code += self._fill(carrier.before, at, **names)
            value = self._fill(carrier.value, at, **names)
            type_ = carrier.given(type_)
        self._file.imports |= set(strand.sink.imports)
        if strand.sink.result:
            return code, self._fill(strand.sink.code, number * 100 + 90, v=value, T=type_.value)
        return code + self._sink(strand, number * 100 + 90, value, type_), ""

    def _source(self, strand: Strand, number: int) -> tuple[str, str]:
        """Return the statements and the expression of the source, in helpers and in Run where it is."""
        source = strand.source
        file = self._far if strand.home is Home.FAR else self._file
        file.imports |= set(source.imports)
        own = {"n": f"{number}{self._program.name}"} if source.tops else {}
        if source.tops:
            file.tops.append(self._fill(source.tops, number, **own))
        if source.field:
            self._fields.append(self._fill(source.field, number, **own))
        if source.setting:
            self._settings.append(self._fill(source.setting, number, **own))
        type_ = source.type
        call, is_fallible = self._helpers(strand, number) if strand.depth else ("", False)

        def code(fail: str) -> tuple[str, str]:
            if not call:
                before = self._fill(source.before, number, fail=fail, **own)
                return before, self._fill(source.value, number, **own)
            if not is_fallible and source.family == "network":
                return f"got{number} := {call}\n", f"got{number}"
            if is_fallible:
                got = f"got{number}, err{number} := {call}\nif err{number} != nil {{\n{fail}\n}}\n"
                return got, f"got{number}"
            return "", call

        if strand.journal is Journal.NONE:
            return code(f'return "", err{number}')
        returned = f"return {type_.zero}, err{number}"
        body, value = code(f"return err{number}" if strand.journal is Journal.CAPTURED else returned)
        names = {"T": type_.value, "body": body, "v": value}
        return self._fill(_JOURNALS[strand.journal], number + 1, **names), f"taken{number + 1}"

    def _helpers(self, strand: Strand, number: int) -> tuple[str, bool]:
        """Write the helpers that a source lies in; return how to call the first, and whether it may fail."""
        source = strand.source
        file = self._far if strand.home is Home.FAR else self._file
        file.imports |= {"targets"} | ({"restate"} if source.durable else set())
        verb = "Load" if strand.home is Home.FAR else "load"
        names = [f"{verb}{number}x{at}{self._program.name}" for at in range(strand.depth)]
        takes = "ctx restate.Context, in targets.In" if source.durable else "in targets.In"
        gives = "ctx, in" if source.durable else "in"
        owner = f"(p *{self._program.name}) " if strand.home is Home.METHOD else ""
        through = "p." if strand.home is Home.METHOD else ""
        type_ = source.type.value
        returns = f"({type_}, error)" if strand.fallible else type_
        zero = source.type.zero
        fail = f"return {zero}, err{number}" if strand.fallible else f"return {zero}"
        tail = ", nil" if strand.fallible else ""
        own = {"n": f"{number}{self._program.name}"} if source.tops else {}
        before = self._fill(source.before, number, fail=fail, **own)
        value = self._fill(source.value, number, **own)
        bodies = [f"return {through}{following}({gives})\n" for following in names[1:]]
        bodies.append(f"{before}return {value}{tail}\n")
        for name, body in zip(names, bodies, strict=True):
            file.tops.append(f"func {owner}{name}({takes}) {returns} {{\n{body}}}\n")
        if strand.home is Home.FAR:
            self._file.imports.add(f"{MODULE}/{self._package}/{self._package}far")
            return f"{self._package}far.{names[0]}({gives})", strand.fallible
        return f"{through}{names[0]}({gives})", strand.fallible

    def _sink(self, strand: Strand, number: int, value: str, type_: Type) -> str:
        apart = strand.wrap in (Wrap.CLOSURE, Wrap.HELPER)
        ends = {"fail": f"return err{number}", "stop": "return nil"} if apart else {}
        given = "value" if strand.wrap is Wrap.HELPER else value
        body = self._fill(strand.sink.code, number, v=given, T=type_.value, **ends)
        if strand.wrap is Wrap.HELPER:
            takes = f"ctx {self._program.kind.context}, in targets.In, value {type_.value}"
            self._file.tops.append(
                f"func keep{number}{self._program.name}({takes}) error {{\n{body}return nil\n}}\n"
            )
        return self._fill(_WRAPS[strand.wrap], number, body=body, v=value)
