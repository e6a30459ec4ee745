"""Calls that read as questions to a language model, of packages that nothing else is known of.

Clients of models are new every month. A word of the import path and a verb, with a context to be cancelled
by, say enough for a finding that admits that it is a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.imports import unversioned
from restatelint.golang.syntax import text
from restatelint.golang.types import External, Named, pointed
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_WORDS = frozenset(
    {
        *("ai", "anthropic", "bedrock", "chatgpt", "claude", "cohere", "deepseek", "gemini", "genai", "gpt"),
        *("groq", "huggingface", "langchain", "langchaingo", "llama", "llm", "llmkit", "llms", "mistral"),
        *("ollama", "openai", "openrouter", "perplexity", "togetherai", "vertexai", "voyageai", "xai"),
    }
)
_BETWEEN = re.compile(r"[/._-]")
_VERBS = re.compile(r"(?:Ask|Chat|Complet|Converse|Create|Embed|Generate|Infer|Invoke|Prompt|Rerank|Stream)")


def is_of_model(path: str) -> bool:
    """Whether a word of an import path names a language model, or who serves one."""
    parts = _BETWEEN.split(unversioned(path).partition("/")[2].lower())
    return not _WORDS.isdisjoint(parts)


def asks_model(program: Program, file: File, call: Node) -> tuple[External, str] | None:
    """Return the method that asks a model, or what made its receiver, and what a message calls it.

    None for a call that does not read so.
    """
    called, given = file.callee(call), arguments(call)
    if called is None or called.operand is None or not given or not _VERBS.match(called.name):
        return None
    if not _is_context(pointed(program.expressions.type(file, given[0]))):
        return None
    target = program.calls.target(file, call)
    if isinstance(target, External):
        return (target, target.title) if target.receiver and is_of_model(target.path) else None
    made = program.flow.source(file, called.operand)
    maker = program.calls.target(file, made) if file.callee(made) else None
    if not isinstance(maker, External) or not is_of_model(maker.path):
        return None
    return maker, text(called.expression)


def _is_context(type_: Type | None) -> bool:
    """Whether a type is Go's context or one of the SDK, which are contexts as well."""
    if not isinstance(type_, Named):
        return False
    return (type_.path, type_.name) == ("context", "Context") or is_sdk(type_.path)
