"""What all tests have in common: nothing is kept in the directories of whoever runs them."""

from __future__ import annotations

import pytest
from hypothesis import settings


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what commands keep, those in other processes too, in a directory of this run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("RESTATELINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


# Hypothesis asserts no time, which a busy machine would not keep
settings.register_profile("restatelint", deadline=None)
settings.load_profile("restatelint")
