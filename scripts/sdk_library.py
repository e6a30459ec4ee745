"""A library that knows no foreign package, so that everything is read from source, the SDK too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.golang.types import External, Type


class NoLibrary:
    """Knows nothing; see `restatelint.golang.types.Library` for what is asked."""

    def package_names(self) -> dict[str, str]:
        """Return no name."""
        return {}

    def result(self, external: External, arguments: tuple[Type | None, ...]) -> Type | None:
        """Return that the result is unknown."""
        del external, arguments
        return None

    def gives_argument(self, external: External) -> int | None:
        """Return that no argument is given back."""
        del external
        return None

    def infers(self, external: External) -> int | None:
        """Return that nothing is inferred."""
        del external
        return None

    def variable(self, path: str, name: str) -> Type | None:
        """Return that the type is unknown."""
        del path, name
        return None

    def field(self, path: str, type_name: str, name: str) -> Type | None:
        """Return that the type is unknown."""
        del path, type_name, name
        return None

    def knows(self, external: External) -> bool:
        """Return that nothing is known."""
        del external
        return False

    def foreign(self, path: str) -> bool:
        """Return that every package at hand is read."""
        del path
        return False

    def knows_type(self, path: str, name: str) -> bool:
        """Return that no type is known."""
        del path, name
        return False
