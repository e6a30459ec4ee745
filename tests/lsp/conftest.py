"""The server as a process, and a module for it to read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator  # noqa: TC003 - the fixture's annotations are read
from pathlib import Path  # noqa: TC003 - the same

import pytest

pytest_lsp = pytest.importorskip("pytest_lsp")

from pytest_lsp import LanguageClient  # noqa: E402, TC002 - annotations of fixtures are read

from tests.lsp.conversation import BROKEN, CLOCK, CONFIG, ORDERS, SAFE  # noqa: E402


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text(
        "module example.com/shop\n\nrequire github.com/restatedev/sdk-go v1.2.0\n", encoding="utf-8"
    )
    for name, text in (("orders.go", ORDERS), ("clock.go", CLOCK), ("log.go", SAFE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest_lsp.fixture(config=CONFIG)  # type: ignore[untyped-decorator]
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await asyncio.wait_for(lsp_client.shutdown_session(), 20)


@pytest_lsp.fixture(config=BROKEN)  # type: ignore[untyped-decorator]
async def broken_client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await asyncio.wait_for(lsp_client.shutdown_session(), 20)
