"""The services of whole modules: when they are found, and over which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.module_files import module_files
from restatelint.restate.sdk import PATH
from restatelint.restate.services.services import Services

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions
    from restatelint.source.tree import SourceTree


class ModuleServices:
    """The services of whole modules, each found once."""

    def __init__(self, program: Program, regions: Regions, reach: Reach) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach
        self._modules: dict[str, Services] = {}

    def of(self, tree: SourceTree, file: File) -> Services:
        """Return the services of the module that a file belongs to."""
        module = self._program.modules.nearest(file.source.directory)
        # a test's own services are nobody else's
        key = module.directory if module is not None and not file.is_test else file.source.location
        if key not in self._modules:
            self._modules[key] = self._found(tree, file.source.directory, file)
        return self._modules[key]

    def _found(self, tree: SourceTree, directory: str, *asking: File) -> Services:
        found = module_files(self._program, tree, directory, [PATH.encode()])
        files = {each.source.location: each for each in (*asking, *found.files)}
        return Services(
            self._program, self._regions, self._reach, list(files.values()), complete=found.complete
        )
