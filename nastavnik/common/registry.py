"""One place to add a thing: a catalogue imports every module of a package once and keeps what each declares."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


class Catalogue(Generic[T]):
    """The things declared under one name (`QUESTIONNAIRE`, `DOCUMENT`) by the modules of one package, by their codes."""

    def __init__(self, package: str, name: str) -> None:
        self.package = package
        self.name = name
        self._things: dict[str, T] | None = None

    def _load(self) -> dict[str, T]:
        if self._things is None:
            things: dict[str, T] = {}
            root = importlib.import_module(self.package)
            for info in sorted(pkgutil.iter_modules(root.__path__), key=lambda found: found.name):
                module = importlib.import_module(f"{self.package}.{info.name}")
                thing: T = getattr(module, self.name)
                if thing.code in things:
                    raise ValueError(f"Two modules of {self.package} use the code {thing.code!r}.")
                things[thing.code] = thing
            self._things = things
        return self._things

    def __getitem__(self, code: str) -> T:
        return self._load()[code]

    def __contains__(self, code: str) -> bool:
        return code in self._load()

    def __iter__(self) -> Iterator[T]:
        return iter(self._load().values())
