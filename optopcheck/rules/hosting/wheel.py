"""Imports a wheel from memory: nothing of it is unpacked, and what runs are the bytes that were verified."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.metadata import Distribution
from importlib.metadata import DistributionFinder as Asked
from importlib.resources.abc import TraversableResources
from importlib.util import spec_from_file_location
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from importlib.machinery import ModuleSpec
    from importlib.resources.abc import Traversable
    from types import ModuleType

_COMPILED = (".so", ".pyd", ".dll", ".dylib", ".pyc")
_OURS = "optopcheck"


class WheelImporter(MetaPathFinder):
    """Finds modules, resources and metadata in one wheel.

    Parameters
    ----------
    name : str
        File name, for messages and tracebacks.
    content : bytes
        The wheel.

    Raises
    ------
    InputError
        If it is no wheel of pure Python, or brings a module that belongs to the program.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise _refused(name, f"is geen wheel ({error})", f"is no wheel ({error})") from error
        self.files = frozenset(self.archive.namelist())
        compiled = sorted(file for file in self.files if file.lower().endswith(_COMPILED))
        if compiled:
            raise _refused(
                name,
                f"bevat {compiled[0]}; alleen Python-broncode mag",
                f"holds {compiled[0]}; only Python source is allowed",
            )
        taken = sorted({_top(file) for file in self.files} & _taken_names())
        if taken:
            raise _refused(
                name,
                f"brengt een module '{taken[0]}', die van het programma is; kies een andere naam",
                f"brings a module '{taken[0]}' that belongs to the program; choose another name",
            )

    @property
    def distribution(self) -> Distribution:
        """Metadata of the wheel.

        Raises
        ------
        InputError
            If it has none.
        """
        folders = sorted({file.split("/")[0] for file in self.files if ".dist-info/" in file})
        if len(folders) != 1:
            raise _refused(
                self.name,
                "heeft geen map .dist-info, of meer dan één",
                "has no folder .dist-info, or more than one",
            )
        return _WheelDistribution(self, folders[0])

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module in the wheel."""
        del path, target
        place = fullname.replace(".", "/")
        for file, is_package in ((f"{place}/__init__.py", True), (f"{place}.py", False)):
            if file in self.files:
                where = f"{self.name}/{file}"
                inside = [where.rpartition("/")[0]] if is_package else None
                loader = _WheelLoader(self, file)
                return spec_from_file_location(
                    fullname, where, loader=loader, submodule_search_locations=inside
                )
        return None

    def find_distributions(self, context: Asked.Context | None = None) -> Iterable[Distribution]:
        """Serve `importlib.metadata`: the wheel is installed as far as its own code can see."""
        own = self.distribution
        if context is None or context.name is None or _same(context.name, own.metadata["Name"]):
            yield own


class _WheelLoader(SourceLoader):
    def __init__(self, wheel: WheelImporter, file: str) -> None:
        self._wheel, self._file = wheel, file

    def get_filename(self, fullname: str) -> str:
        del fullname
        return f"{self._wheel.name}/{self._file}"

    def get_data(self, path: str | bytes) -> bytes:
        file = str(path).removeprefix(f"{self._wheel.name}/")
        try:
            return self._wheel.archive.read(file)
        except KeyError as error:
            raise FileNotFoundError(file) from error

    def get_resource_reader(self, fullname: str) -> TraversableResources:
        del fullname
        return _WheelResources(self._wheel, self._file.rpartition("/")[0])


class _WheelResources(TraversableResources):
    def __init__(self, wheel: WheelImporter, folder: str) -> None:
        self._wheel, self._folder = wheel, folder

    def files(self) -> Traversable:
        return zipfile.Path(self._wheel.archive, f"{self._folder}/" if self._folder else "")


class _WheelDistribution(Distribution):
    def __init__(self, wheel: WheelImporter, folder: str) -> None:
        self._wheel, self._folder = wheel, folder

    def read_text(self, filename: str | os.PathLike[str]) -> str | None:
        file = f"{self._folder}/{filename}"
        return self._wheel.archive.read(file).decode("utf-8") if file in self._wheel.files else None

    def locate_file(self, path: str | os.PathLike[str]) -> zipfile.Path:
        return zipfile.Path(self._wheel.archive, str(path))


def _top(file: str) -> str:
    return file.split("/", maxsplit=1)[0].removesuffix(".py")


def _taken_names() -> frozenset[str]:
    """Return the top-level modules that a wheel may not stand in for."""
    loaded = {name.split(".")[0] for name in sys.modules}
    return frozenset(loaded | sys.stdlib_module_names | {_OURS})


def _same(name: str, other: str) -> bool:
    return name.replace("_", "-").lower() == other.replace("_", "-").lower()


def _refused(name: str, nl: str, en: str) -> InputError:
    return InputError(Text(f"{name} {nl}", f"{name} {en}"))
