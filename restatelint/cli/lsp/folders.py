"""The folders that an editor has open, and the texts, each asked about in the folder that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygls import uris

from restatelint.cli.lsp.workspace import Workspace, location_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.cli.lsp.checked import Checked
    from restatelint.cli.request import Request
    from restatelint.golang.budget import Budget


class Folders:
    """Workspaces by their roots. A text that is in none of them is asked about in the first."""

    def __init__(self, request: Request, roots: Iterable[str] = ()) -> None:
        self._request = request
        self._texts: dict[str, bytes] = {}
        self._workspaces: dict[str, Workspace] = {}
        self.become((), roots)

    @property
    def open(self) -> tuple[str, ...]:
        """The locations of the open texts, in the order in which they were opened."""
        return tuple(self._texts)

    @property
    def all(self) -> tuple[Workspace, ...]:
        """Every workspace; there is always one."""
        return tuple(self._workspaces.values())

    def become(self, closed: Iterable[str], opened: Iterable[str]) -> None:
        """Take note that some folders, by their paths, are open no more and others are."""
        for path in closed:
            self._workspaces.pop(location_of(path), None)
        for path in opened:
            root = location_of(path)
            self._workspaces.setdefault(root, Workspace(root, self._request, self._texts))
        if not self._workspaces:
            root = location_of(".")
            self._workspaces[root] = Workspace(root, self._request, self._texts)

    def of(self, location: str) -> Workspace:
        """Return the workspace that a file is in."""
        roots = [each for each in self._workspaces if location.startswith(f"{each.rstrip('/')}/")]
        return self._workspaces[max(roots, key=len)] if roots else self.all[0]

    def put(self, location: str, data: bytes) -> None:
        """Take the text of a file as it is in the editor."""
        source = self.of(location).source(location)
        self._texts[location] = data
        if source is None or source.data != data:
            for each in self.all:
                each.changed()

    def close(self, location: str) -> None:
        """Forget the text of a file: what is on disk counts again."""
        if self._texts.pop(location, None) is not None:
            self.look_again()

    def look_again(self) -> None:
        """Take note that files on disk may be others."""
        for each in self.all:
            each.look_again()

    def reload(self, request: Request | None = None) -> None:
        """Read settings and files on disk anew, with other wishes of the editor if they are given."""
        self._request = request or self._request
        for each in self.all:
            each.reload(request)

    def give(self, budget: Budget) -> None:
        """Have what is asked from now on answered with a budget."""
        for each in self.all:
            each.budget = budget

    def is_settled(self) -> bool:
        """Whether every rule was asked about every open text as all of them are now."""
        return all(each.is_settled(self._open_in(each)) for each in self.all)

    def settle(self) -> list[str]:
        """Ask every rule about every open text; return the locations of those that differ from before."""
        return [location for each in self.all for location in each.settle(self._open_in(each))]

    def everywhere(self) -> dict[str, Checked]:
        """Return what is found in every file that a check of the folders looks at and that is not open."""
        return {
            location: found
            for each in self.all
            for location, found in each.everywhere().items()
            if location not in self._texts
        }

    def locate(self, path: str, beside: str) -> str:
        """Return the location of a path that findings in a file show."""
        root = self.of(beside).root
        return location_of(path if path.startswith("/") else f"{root}/{path}")

    def _open_in(self, workspace: Workspace) -> list[str]:
        return [each for each in self._texts if self.of(each) is workspace]


def path_of(uri: str) -> str:
    """Return the path of a folder's address, "." for one that is no file."""
    return uris.to_fs_path(uri) or "."
