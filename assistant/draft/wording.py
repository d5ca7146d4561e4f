"""What the words of a line have that those of its source have not: every word, and of each what kind it is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from assistant.draft.taking import said
from assistant.draft.values import Change, ChangeKind, Line, Origin, Provenance
from assistant.draft.word_kinds import Word, strongest, words_of
from ingest.readers.characters import canonical
from vectorstore.folding import fold, one_line
from vectorstore.vocabulary import Vocabulary

#: The author of what a person wrote.
WRITER = "writer"

#: Likeness, of 100, of folded texts from which one is the other reworded.
_REWORDED = 55.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one kind in a row."""

    kind: ChangeKind
    words: tuple[Word, ...]


def changes(before: str, after: str, vocabulary: Vocabulary, names: Collection[str] = ()) -> tuple[Change, ...]:
    """Return how `after` differs from `before`, word by word, in the order of `after`; white space counts nothing.

    Taken back one by one, the changes lead from `after` to `before`: none is
    left out. `names` are phrases known to be those of classes, agencies and
    units; other names are known by their capitals.
    """
    old, new = words_of(before, vocabulary, names), words_of(after, vocabulary, names)
    found = []
    for i, k, j, m in _hunks(old, new):
        at = new[j].start if m > j else _end(new, j)
        for gone, come in _aligned(old[i:k], new[j:m]):
            found.append(_change(before, after, gone, come, come[0].start if come else at))
            at = come[-1].end if come else at
    return tuple(found)


def basis(line: Line) -> str:
    """Return the words that the changes of a line count from: those of its first source; empty for none."""
    return said(_of(line.sources, line.sources[0].spec_id)) if line.sources else ""


def after_edit(line: Line, text: str, author: str, vocabulary: Vocabulary) -> Line:
    """Return `line` with the words `text` of `author`, a person or a model, and what it then is.

    It is taken where those are the very words of one of its sources, which
    then goes first; adapted, with every change, where they are still near the
    first one; else new, without a source. Without words it is for the writer
    to say, whose words settle its question.
    """
    said_now = one_line(canonical(text).text)
    line = replace(line, text=said_now, changes=(), author="")
    if not said_now:
        return replace(line, provenance=Provenance.NEEDS_INPUT)
    if author == WRITER:
        line = replace(line, question="")
    if (verbatim := _verbatim(line)) is not None:
        return replace(line, provenance=Provenance.TAKEN, sources=verbatim)
    before = basis(line)
    line = replace(line, author=author)
    # Another value of a label is a change of that value, however unlike it is.
    if before and (line.label or fuzz.ratio(fold(before), fold(said_now)) >= _REWORDED):
        return replace(line, provenance=Provenance.ADAPTED, changes=changes(before, said_now, vocabulary))
    return replace(line, provenance=Provenance.NEW, sources=())


def _verbatim(line: Line) -> tuple[Origin, ...] | None:
    """The sources of a line, first those of a class that has its very words; None where none has."""
    for spec_id in dict.fromkeys(origin.spec_id for origin in line.sources):
        own = _of(line.sources, spec_id)
        if said(own) == line.text:
            return (*own, *(origin for origin in line.sources if origin.spec_id != spec_id))
    return None


def _of(sources: Sequence[Origin], spec_id: str) -> tuple[Origin, ...]:
    return tuple(origin for origin in sources if origin.spec_id == spec_id)


def _hunks(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of words that differ: from and past which of `old`, from and past which of `new`."""
    places: dict[str, int] = {}
    before, after = ([places.setdefault(word.text, len(places)) for word in side] for side in (old, new))
    steps = Levenshtein.opcodes(before, after)
    for is_same, group in groupby(steps, key=lambda step: step.tag == "equal"):
        if not is_same:
            inside = list(group)
            first, last = inside[0], inside[-1]
            yield first.src_start, last.src_end, first.dest_start, last.dest_end


def _aligned(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Yield which words of a stretch stand for which, so that a number is set against a number."""
    gone, come = _runs(old), _runs(new)
    places: dict[ChangeKind, int] = {}
    before, after = ([places.setdefault(run.kind, len(places)) for run in side] for side in (gone, come))
    for step in Levenshtein.opcodes(before, after):
        left, right = gone[step.src_start : step.src_end], come[step.dest_start : step.dest_end]
        if step.tag in ("equal", "replace"):
            yield from ((one.words, other.words) for one, other in zip(left, right, strict=True))
        else:
            yield _joined(left), _joined(right)


def _joined(runs: Sequence[_Run]) -> tuple[Word, ...]:
    return tuple(word for run in runs for word in run.words)


def _runs(words: Sequence[Word]) -> list[_Run]:
    return [_Run(kind, tuple(run)) for kind, run in groupby(words, key=lambda word: word.kind)]


def _change(before: str, after: str, gone: Sequence[Word], come: Sequence[Word], at: int) -> Change:
    old, new = (text[run[0].start : run[-1].end] if run else "" for text, run in ((before, gone), (after, come)))
    is_same = _plain(old) == _plain(new)
    kind = ChangeKind.WORD if is_same else strongest(word.kind for word in (*gone, *come))
    return Change(old, new, kind, at)


def _plain(words: str) -> str:
    return words.replace("’", "'").casefold()


def _end(words: Sequence[Word], at: int) -> int:
    """Where what stood before the word `at` ends."""
    return words[at - 1].end if at else 0
