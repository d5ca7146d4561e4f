"""What a person says of documents beside what they print: whose they are, other titles, corrections, retired classes.

`overrides_file` reads it, `corrections` does it; here is which of it holds for
which document. An entry for a class fits by what the document itself prints,
so that a corrected code does not hide the entry that corrected it.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.place import WITHIN
from vectorstore.joining import agency_key, code_key, title_key
from vectorstore.spec import ClassSpec, short_hash

#: Name of the file that is found by itself, in a folder that is ingested or in one above it.
NAME = "jobclass-overrides.toml"


@dataclass(frozen=True, slots=True)
class Printed:
    """A class as its document prints it."""

    class_code: str
    title: str

    @classmethod
    def of(cls, specs: Iterable[ClassSpec]) -> "tuple[Printed, ...]":
        """Return what `specs` have of it."""
        return tuple(cls(spec.class_code, spec.title) for spec in specs)


@dataclass(frozen=True, slots=True)
class FolderAgency:
    """The agency that the documents of a folder are of."""

    file: str
    """Path of the overrides file."""

    line: int
    """Line of the entry, from 1; 0 where it cannot be told."""

    folder: str
    """Path below the folder that the file holds for, with `/`; empty for all of it."""

    agency: str

    @property
    def says(self) -> str:
        """What it says, for a person."""
        return f"{self.folder or '.'} is of {self.agency}"


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """What is said of a class: other titles, or the right value of a fact."""

    file: str
    line: int
    class_name: str = ""
    """Code or title as printed; empty for every class of the documents at `path`."""

    agency: str = ""
    """Only the class of this agency."""

    path: str = ""
    """Only documents at or below this path; empty for all."""

    titles: tuple[str, ...] = ()
    """Other titles; empty for a correction."""

    facet: str = ""
    """Facet of the fact that is corrected; `abolished` for a retired class."""

    value: str = ""
    printed: str | None = None
    """Only where the document prints this; None for whatever it prints."""

    reason: str = ""

    @property
    def says(self) -> str:
        """What it says, for a person."""
        of = self.class_name or self.path
        if self.titles:
            return f"{of} is also called {', '.join(self.titles)}"
        if self.facet == "abolished":
            return f"{of} was retired on {self.value}: {self.reason}"
        return f"{self.facet.replace('_', ' ')} of {of} is {self.value}: {self.reason}"

    @property
    def effect(self) -> str:
        """Hash of what it does to a document; which documents it is for is no part of it."""
        return short_hash(*self.titles, self.facet, self.value, repr(self.printed), self.reason)

    def fits(self, agency: str, printed: Printed) -> bool:
        """Return whether it speaks of this class of the agency whose key is `agency`."""
        if self.agency and agency_key(self.agency) != agency:
            return False
        code = code_key(self.class_name)
        coded = bool(code) and code == code_key(printed.class_code)
        return not self.class_name or coded or title_key(self.class_name) == title_key(printed.title)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry and the classes of a document that it is for."""

    entry: ClassEntry
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverridesFile:
    """One overrides file."""

    path: str
    agencies: tuple[FolderAgency, ...] = ()
    entries: tuple[ClassEntry, ...] = ()

    def agency(self, path: str) -> FolderAgency | None:
        """Return whose the document at `path`, below the file's folder, is: the nearest folder says."""
        fitting = [one for one in self.agencies if _is_within(path, one.folder)]
        return max(fitting, key=lambda one: len(one.folder), default=None)

    def chosen(self, path: str, agency: str, printed: Sequence[Printed]) -> tuple[Chosen, ...]:
        """Return the entries for the document at `path` that prints these classes, in their order."""
        found = []
        for entry in self.entries:
            ordinals = tuple(at for at, one in enumerate(printed) if entry.fits(agency, one))
            if ordinals and _is_within(path, entry.path):
                found.append(Chosen(entry, ordinals))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Touch:
    """What the overrides did to a document, kept with its fingerprint: an untouched one has none."""

    by: str = ""
    """Hash of the entries and of the classes that they were for."""

    agency: bool = False
    """Its agency was theirs."""

    printed: tuple[Printed, ...] = ()
    """Its classes before."""

    @classmethod
    def made(cls, chosen: Iterable[Chosen], agency: bool, printed: Sequence[Printed]) -> "Touch":
        """Return what the entries `chosen` do to a document; `agency` if it is theirs, too."""
        parts = [f"{one.entry.effect}{one.ordinals}" for one in chosen]
        return cls(short_hash(*parts) if parts else "", agency, tuple(printed)) if parts or agency else cls()

    def with_fingerprint(self, parsing: str) -> str:
        """Return the fingerprint of a parser and of this together."""
        if not self.printed:
            return parsing
        kept = [self.by, self.agency, *([one.class_code, one.title] for one in self.printed)]
        return f"{parsing} {json.dumps(kept, separators=(',', ':'))}"

    @classmethod
    def of(cls, parsing: str) -> "Touch":
        """Return what `with_fingerprint` put into a fingerprint."""
        _, _, kept = parsing.partition(" ")
        if not kept:
            return cls()
        by, agency, *printed = json.loads(kept)
        return cls(by, agency, tuple(Printed(*one) for one in printed))


def below(path: str, folder: str) -> str:
    """Return the path of a document below `folder`, with `/`; an archive is a folder of its members."""
    inside = path.removeprefix(folder).removeprefix(WITHIN).removeprefix(os.sep)
    return inside.replace(WITHIN, "/").replace(os.sep, "/")


def _is_within(path: str, folder: str) -> bool:
    return not folder or path == folder.rstrip("/") or path.startswith(f"{folder.rstrip('/')}/")
