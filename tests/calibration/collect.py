"""Collect what is known of every question, by what it was meant as."""

import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answering import Parts
from assistant.clauses import clauses, features
from assistant.compose.writer import shown_title
from assistant.confidence import ALWAYS, Features
from assistant.engine import Assistant
from assistant.identity import Match
from assistant.opening import open_index
from assistant.reading import Reader
from assistant.scanner import Scan
from assistant.settings import Settings
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

WORDINGS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text("utf-8"))
#: Each title of another corpus stands in as many wordings.
_FRAMES, _OWN = 3, 3
_UNSURE = dict.fromkeys(("describes", "outside", "personal", "fits"), ALWAYS)


@dataclass(frozen=True, slots=True)
class Sample:
    """One question, and what is known of it."""

    meant: str
    """`work`, `nobody` (work that no class does), `name` (a class that is not loaded), `outside`, `personal`, `class`
    (something of a class), `follow` (a message that goes on with a conversation)."""

    wording: str
    """Questions of one wording stay together when folds are made."""

    corpus: str
    describes: Features | None
    outside: Features
    fits: Features | None = None
    found: bool = field(default=False)
    """The right class is among the first three ranked."""


def samples(corpus: Path, files: Sequence[Path], absent: Sequence[str]) -> Iterator[Sample]:
    """Yield the samples of the index in the folder `corpus`; `absent` are titles of classes that are not in it."""
    vocabulary, chance = load(), random.Random(5)
    settings = Settings.load(data_dir=corpus)
    with open_index(settings) as index:
        reader = Assistant(index, vocabulary, settings, Parts(judged=_UNSURE)).standing(Viewer()).reader
        own = titles(index)
        asked = [
            *_of_files(files),
            *_worded(own, [t for t in absent if t.lower() not in {o.lower() for o in own}], chance),
        ]
        for meant, wording, text, document in asked:
            sample = _sample(reader, index, corpus.name, meant, wording, text, document)
            if sample is not None:
                yield sample


def titles(index: Index) -> list[str]:
    """Return the titles of an index."""
    return sorted({shown_title(entry) for entry in index.catalog.entries(Viewer())})


_Asked = tuple[str, str, str, str]


def _of_files(files: Sequence[Path]) -> Iterator[_Asked]:
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if meant := _meant(row):
                document = row["expect"].get("document_cited") or row["expect"].get("document") or ""
                yield meant, row["question"], row["question"], document


def _meant(row: dict[str, Any]) -> str:
    expect = row["expect"]
    status = expect.get("status")
    if row["history"]:
        return "" if status == "out_of_scope" else "follow"
    if row["kind"] == "nobody":
        return "nobody"
    if "document_cited" in expect:
        return "work"
    return {"out_of_scope": "outside", "unknown_class": "name", "answered": "class", "not_stated": "class"}.get(
        status, ""
    )


def _worded(own: Sequence[str], absent: Sequence[str], chance: random.Random) -> Iterator[_Asked]:
    for meant in ("outside", "nobody"):
        yield from ((meant, text, text, "") for text in WORDINGS[meant])
    for wording in WORDINGS["personal"]:
        for title in chance.sample(own, min(_OWN, len(own))):
            yield "personal", wording, wording.replace("CLASS", chance.choice([title, title.lower()])), ""
    for title in absent:
        for wording in chance.sample(WORDINGS["names"], _FRAMES):
            written = chance.choice([title, title.lower(), misspelled(title.lower(), chance)])
            yield "name", wording, wording.replace("CLASS", written), ""


def misspelled(title: str, chance: random.Random) -> str:
    """Return `title` with one slip of the pen in a long word; itself where it has none."""
    words = title.split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return title
    at = chance.choice(long)
    word, i = words[at], chance.randrange(1, len(words[at]) - 1)
    slips = [word[:i] + word[i + 1 :], word[:i] + word[i + 1] + word[i] + word[i + 2 :], word[:i] + word[i] + word[i:]]
    words[at] = chance.choice(slips)
    return " ".join(words)


def _sample(
    reader: Reader, index: Index, corpus: str, meant: str, wording: str, text: str, document: str
) -> Sample | None:
    _, scan = reader.scan(text)
    named = [mention for mention in scan.mentions if mention.candidates]
    if (meant in ("class", "personal")) != bool(named) and meant != "work":
        return None
    if not scan.residual and any(not phrase.weak for phrase in scan.phrases):
        return None  # Never judged: a facet and nothing else.
    outside = reader.describer.outside_features(scan)
    if meant in ("class", "personal", "follow"):
        return Sample(meant, wording, corpus, None, outside)
    sure = any(m.candidates[0].match in (Match.EXACT, Match.OPEN) for m in named)
    describes = None if sure else _describing(reader, scan)
    if meant == "name":
        return Sample(meant, wording, corpus, describes, outside)
    parts = clauses(text, reader.vocabulary)
    ranked = index.rank_classes(parts, text, Viewer(), limit=12)
    classes = len({entry.class_id for entry in index.catalog.entries(Viewer())})
    fits = features(ranked, parts, 0.0, classes) if ranked else None
    found = document in [one.entry.source_name for one in ranked[:3]]
    return Sample(meant, wording, corpus, describes, outside, fits, found)


def _describing(reader: Reader, scan: Scan) -> Features | None:
    loose = set(scan.residual) | {at for m in scan.mentions if m.candidates for at in range(m.first, m.last)}
    return reader.describer.features(scan, sorted(loose)) if loose else None
