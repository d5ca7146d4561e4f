"""What changed from one document of a class to the next, statement by statement."""

from collections import Counter
from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from assistant import changes as module
from assistant.changes import changes
from assistant.class_view import Spec
from assistant.when import revisions
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary


def documents(index: Index, title: str) -> tuple[Spec, Spec]:
    entries = index.catalog.entries(Viewer())
    one = next(entry for entry in entries if fold(entry.spec.title) == title)
    specs = [(entry, index.catalog.parsed(entry.source_id, Viewer())) for entry in revisions(one, entries)]
    older, newer = (Spec(entry, parsed) for entry, parsed in specs if parsed is not None)
    return older, newer


@pytest.mark.parametrize("title", ["crane electrician", "permit technician"])
def test_what_is_reworded_is_alike_and_what_is_gone_is_like_nothing_new(
    example_index: Index, vocabulary: Vocabulary, title: str
) -> None:
    older, newer = documents(example_index, title)
    told = [c for c in changes(older, newer, vocabulary) if c.values == ((), ())]
    quotes = [
        [" ".join(spec.parsed.document.quote(span) for span in spans) for spec, spans in pair]
        for pair in (((older, c.before), (newer, c.after)) for c in told)
    ]
    reworded = [(was, now) for was, now in quotes if was and now]
    gone, new = [was for was, now in quotes if not now], [now for was, now in quotes if not was]
    assert reworded and new
    assert all(fuzz.token_sort_ratio(fold(was), fold(now)) >= 50 for was, now in reworded)
    assert not [1 for was in gone for now in new if fuzz.token_sort_ratio(fold(was), fold(now)) >= 90]


def test_each_statement_is_folded_once_however_many_there_are(
    example_index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = documents(example_index, "permit technician")
    folded: Counter[str] = Counter()

    def counting(text: str) -> str:
        folded[text] += 1
        return fold(text)

    monkeypatch.setattr(module, "fold", counting)
    changes(older, newer, vocabulary)
    # The same words may stand in both documents, and twice in one of them.
    texts = [s.text for spec in (older, newer) for s in spec.parsed.statements if len(s.text) > 30]
    assert texts and all(folded[text] <= texts.count(text) for text in texts)


def test_a_document_is_the_same_as_itself(example_index: Index, vocabulary: Vocabulary) -> None:
    older, _ = documents(example_index, "crane electrician")
    again = Spec(replace(older.entry, source_id="again"), older.parsed)
    assert changes(older, again, vocabulary) == ()
