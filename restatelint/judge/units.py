"""Takes an answer apart: whole files, fragments, the fences of a Markdown text, several files in one."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.engine.finding import Note, NoteKind
from restatelint.golang.elision import comment_marks
from restatelint.golang.fragment import first_gap, package_clause
from restatelint.golang.module import is_go_mod
from restatelint.golang.shown import shown
from restatelint.golang.syntax import text
from restatelint.golang.tree import parsed
from restatelint.restate.completion import Completion, completion, looks_like_go
from restatelint.source.limits import exceeds_nesting
from restatelint.source.markdown import has_fences, markdown
from restatelint.source.origin import Origin, Part
from restatelint.source.position import decoded
from restatelint.source.text import Source
from restatelint.source.tree import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.tree import Node
    from restatelint.source.limits import Limits

_GO_MOD = "go.mod"
_SPACE = rb"(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)"
_CLAUSE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?" + _SPACE + rb"*package" + _SPACE + rb"+[\w\x80-\xff]+[ \t]*(?:$|[\n;\r/])"
)
# how a piece of Go begins, whose comments and strings may well hold fences
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?" + _SPACE + rb"*(?:import|func|type|var|const)\b")
_MARKER = re.compile(rb"^//[ \t]*file:[ \t]*([\w./-]{1,200})[ \t]*\r?$", re.MULTILINE)
_FIRST_LINE = re.compile(rb"\A//[ \t]*([\w./-]{1,200}\.go)[ \t]*\r?$", re.MULTILINE)


class Shape(Enum):
    """What an answer is taken for; ``AUTO`` finds out."""

    AUTO = "auto"
    GO = "go"
    MARKDOWN = "markdown"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of Go of an answer, made a file; ``gap`` says in words where it is not whole, or is ""."""

    source: Source
    gap: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, taken apart. ``prose`` is what stands outside of fences; ``notes`` say what was assumed."""

    units: tuple[Unit, ...]
    tree: MemoryTree
    notes: tuple[Note, ...]
    prose: str

    @property
    def sources(self) -> list[Source]:
        """The texts to check, sorted by directory."""
        found = [unit.source for unit in self.units]
        return sorted(found, key=lambda source: (source.directory, source.location))


@dataclass(frozen=True, slots=True)
class _Piece:
    origin: Origin
    title: str

    @property
    def place(self) -> str:
        """Words before a message about it."""
        fence = self.origin.fence
        return f"the fence at line {fence.line}: " if fence is not None else ""


def taken_apart(
    data: bytes,
    label: str,
    limits: Limits,
    *,
    shape: Shape = Shape.AUTO,
    merge_fences: bool = False,
    excerpts: bool = False,
) -> Answer:
    """Return the units of an answer, each with positions in the answer.

    Files that are named, by the title of a fence or a first line ``// file: name.go``, are of one program;
    any other fence is a program of its own unless ``merge_fences`` says that all are one package. What a
    piece lacks to be a file is added, and a note says so. A text without any Go has no units. In ``excerpts``
    code may be left out on purpose, and dots where it stood make no mistake.
    """
    is_markdown = shape is Shape.MARKDOWN or (
        shape is Shape.AUTO and has_fences(data) and not _is_code(data, limits)
    )
    notes: list[Note] = []
    prose = ""
    if is_markdown:
        found = markdown(data, mdx=label.lower().endswith(".mdx"))
        prose = found.prose
        pieces = [_Piece(replace(each.origin, excerpt=excerpts), each.title) for each in found.fences]
        if len(pieces) > limits.max_fences:
            message = f"more than {limits.max_fences} fences of Go, the rest is not looked at"
            notes.append(Note(NoteKind.NOT_CHECKED, label, message))
            pieces = pieces[: limits.max_fences]
        if found.unread and not excerpts:
            message = f"line {found.unread[0]} looks like a fence of Go, and Markdown takes it for none"
            notes.append(Note(NoteKind.NOT_CHECKED, label, message))
        elif found.strays and not excerpts:
            message = f"a Go file begins at line {found.strays[0]}, and no fence of Go holds it"
            notes.append(Note(NoteKind.NOT_CHECKED, label, message))
    else:
        pieces = [_Piece(Origin(data, (Part(data, 0),)), "")]
    read: list[tuple[_Piece, Node]] = []
    for piece in (_ended(part) for whole in pieces for part in _split(whole)):
        root = _root(piece.origin.text, limits)
        if excerpts and not isinstance(root, str) and root.has_error:
            marked = piece.origin.with_insertions(comment_marks(piece.origin.text))
            piece, root = _Piece(marked, piece.title), _root(marked.text, limits)
        if isinstance(root, str):
            notes.append(Note(NoteKind.NOT_CHECKED, label, piece.place + root))
        elif is_markdown or shape is not Shape.AUTO or looks_like_go(root, piece.origin.text):
            read.append((piece, root))
    if not read and not is_markdown:
        prose = decoded(data)
    return _answer(read, label, notes, prose, as_is=shape is Shape.GO, merge_fences=merge_fences)


def _is_code(data: bytes, limits: Limits) -> bool:
    """Return whether a text with fences in it is Go all the same: they stand in its comments and strings."""
    if _CLAUSE.match(data) is not None:
        return True
    root = _root(data, limits) if _DECLARATION.match(data) is not None else ""
    return not isinstance(root, str) and not root.has_error


def _ended(piece: _Piece) -> _Piece:
    """Return a piece that ends its last line, without which Go's last statement has no end."""
    text = piece.origin.text
    if text.endswith(b"\n"):
        return piece
    return _Piece(piece.origin.with_insertions([(len(text), b"\n")]), piece.title)


def _root(data: bytes, limits: Limits) -> Node | str:
    """Return the root of a text's tree, or in words why it is not looked at."""
    if len(data) > limits.max_file_bytes:
        return f"too large: {len(data)} bytes, the limit is {limits.max_file_bytes}"
    too_deep = f"nested deeper than {limits.max_depth} levels"
    if exceeds_nesting(data, limits.max_depth):
        return too_deep
    tree = parsed(data, limits.max_depth)
    return too_deep if tree.is_too_deep else tree.root


def _split(piece: _Piece) -> Iterator[_Piece]:
    """Yield the files that a piece is made of, by its lines ``// file: name.go``."""
    text = piece.origin.text
    markers = list(_MARKER.finditer(text))
    if not markers:
        first = _FIRST_LINE.match(text)
        yield _Piece(piece.origin, piece.title or (decoded(first[1]) if first else ""))
        return
    starts = [0, *(match.start() for match in markers)]
    titles = [piece.title, *(decoded(match[1]) for match in markers)]
    for index, (start, title) in enumerate(zip(starts, titles, strict=True)):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        if text[start:end].strip():
            yield _Piece(piece.origin.sliced(start, end), title)


def _answer(
    read: list[tuple[_Piece, Node]],
    label: str,
    notes: list[Note],
    prose: str,
    *,
    as_is: bool,
    merge_fences: bool,
) -> Answer:
    files: dict[str, bytes] = {}
    origins: dict[str, Origin] = {}
    units: list[Unit] = []
    package = next((name for _, root in read if (name := _package(root))), "") if merge_fences else ""
    for number, (piece, root) in enumerate(read):
        path = _path(piece, number, files, merge_fences=merge_fences)
        if posixpath.basename(path) == _GO_MOD:
            files[path], origins[path] = piece.origin.text, piece.origin
            continue
        origin = piece.origin
        added = Completion() if as_is else completion(root, package, excerpt=origin.excerpt)
        origin = origin.with_insertions(list(added.insertions))
        files[path], origins[path] = origin.text, origin
        source = Source(label, f"/{path}", origin.text, origin)
        units.append(Unit(source, _gap(source)))
        if added.assumed:
            message = f"{piece.place}added {', '.join(added.assumed)}"
            notes.append(Note(NoteKind.ASSUMED, label, message))
    if (doubled := _doubled(files)) and not any(piece.origin.excerpt for piece, _ in read):
        message = f"there are two of `{doubled[:60]}`, and which one belongs to the other files is not said"
        notes.append(Note(NoteKind.NOT_CHECKED, label, message))
    return Answer(tuple(units), MemoryTree(files, origins, label), tuple(notes), prose)


def _package(root: Node) -> str:
    clause = package_clause(root)
    return text(clause.named_children[0]) if clause is not None and clause.named_children else ""


def _gap(source: Source) -> str:
    node = first_gap(parsed(source.data).root)
    if node is None:
        return ""
    line = source.lines.position(node.start_byte).line
    return f"it is not whole at line {line}: `{shown(node, 40)}`"


def _path(piece: _Piece, number: int, taken: dict[str, bytes], *, merge_fences: bool) -> str:
    """Return where a piece stands in the tree of the answer: a name from outside cannot lead elsewhere.

    What is called go.mod and is none, is read as Go.
    """
    name = posixpath.normpath(f"/{piece.title}").lstrip("/")
    is_module = posixpath.basename(name) == _GO_MOD and is_go_mod(piece.origin.text)
    if name.endswith(".go") or is_module:
        path = f"answer/{name}"
        return path if path not in taken else f"answer-{number}/{name}"
    return f"answer/fence_{number}.go" if merge_fences else f"piece-{number}/source.go"


def _doubled(files: dict[str, bytes]) -> str:
    """Return a name that two different files have, if there are other files that need one of them, or ""."""
    for path, data in files.items():
        top, _, name = path.partition("/")
        first = f"answer/{name}"
        is_other = top.startswith("answer-") and data != files[first]
        if is_other and any(each.startswith("answer/") and each != first for each in files):
            return name
    return ""
