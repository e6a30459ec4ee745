"""Go code in memory whose services tests ask about, and short words for the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import described
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.restate.services.value import OwnKey, Text
from restatelint.source.tree import MemoryTree, source_at

if TYPE_CHECKING:
    from restatelint.restate.services.services import Services

MODULE = "module example.com/shop\n\ngo 1.25.0\n\nrequire github.com/restatedev/sdk-go v1.2.0\n"
HEADER = 'package shop\n\nimport restate "github.com/restatedev/sdk-go"\n\n'


def services_of(code: str, module: str = MODULE, **files: str) -> Services:
    """Return the services of a module: the code of package shop, and files by path with ``__`` for ``/``.

    Without the text of a go.mod there is none.
    """
    given = {"go.mod": module, "shop.go": HEADER + code}
    given.update({name.replace("__", "/") + ".go": text for name, text in files.items()})
    tree = MemoryTree({path: text.encode() for path, text in given.items() if text})
    facts = Facts(tree, knowledge())
    source = source_at(tree, "/shop.go")
    assert source is not None
    file = facts.program.add(source)
    assert file is not None
    return facts.services(file)


def handlers(services: Services) -> dict[str, str]:
    """Return ``Service/handler`` and what is known of it: kind, input, output, the function's title."""
    return {
        f"{definition.name}/{handler.name}": " ".join(
            [
                handler.kind.value if handler.kind else "?",
                described(handler.input).removeprefix("sdk-go."),
                described(handler.output).removeprefix("sdk-go."),
                handler.function.title if handler.function else "-",
            ]
        )
        for definition in services.definitions
        for handler in definition.handlers
    }


def reached(services: Services, service: str, handler: str) -> list[str]:
    """Return the calls of a handler as ``kind Service/handler key``, with the chain that leads to each."""
    (definition,) = services.named(service)
    found = definition.handler(handler)
    assert found is not None
    lines = []
    for each in services.reached(found):
        call = each.call
        key = "own" if isinstance(call.key, OwnKey) else ""
        if isinstance(call.key, Text):
            key = f"={call.key.value}"
        chain = "".join(f" via {link.title}" for link in each.chain)
        lines.append(f"{call.kind.value} {call.service}/{call.handler} {key}".rstrip() + chain)
    return lines
