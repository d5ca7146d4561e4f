"""Which paragraphs are boilerplate: common ones, and never what says what a class is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.boilerplate import mark, paragraphs
from vectorstore.spec import (
    Chunk,
    ClassSpec,
    Document,
    DocumentType,
    ParsedDocument,
    Section,
    Span,
    Statement,
    document_id,
    line_starts,
)

NOTICE = "The Parks District does not discriminate on any ground that the law names."
DUTY = "Performs related duties as assigned by the supervisor of the district."
SPARED = frozenset({"duties"})


def document(*said: tuple[str, str]) -> ParsedDocument:
    """Return a document of one section and chunk whose statements are `said`, each with its facet."""
    text = "\n".join(sentence for sentence, _ in said)
    statements, at = [], 0
    for ordinal, (sentence, facet) in enumerate(said):
        span = Span(at, at + len(sentence), ordinal + 1)
        statements.append(Statement(ordinal, 0, (span,), sentence, facets=(facet,) if facet else ()))
        at += len(sentence) + 1
    whole = Span(0, len(text), 1)
    return ParsedDocument(
        document=Document(document_id(text.encode()), "text/plain", text, line_starts(text)),
        agency="Parks District",
        type=DocumentType.SPECIFICATION,
        specs=(ClassSpec(0, "Ranger", Span(0, 1, 1), ""),),
        sections=(Section(0, None, "", "", (), Span(0, 0, 1), whole, len(text)),),
        statements=tuple(statements),
        facts=(),
        chunks=(Chunk(0, 0, text, whole, 10),),
    )


def own(number: int) -> tuple[str, str]:
    return (f"Walks trail number {number} in any weather and mends its fences.", "duties")


def test_a_paragraph_of_five_documents_is_boilerplate_and_their_own_words_are_not() -> None:
    documents = [document((NOTICE.upper() if n else NOTICE, ""), own(n)) for n in range(5)]
    marked = mark(documents, {}, 0, SPARED)
    assert [[s.boilerplate for s in parsed.statements] for parsed in marked] == [[True, False]] * 5
    assert not any(chunk.boilerplate for parsed in marked for chunk in parsed.chunks)
    assert mark(documents[:4], {}, 0, SPARED) == tuple(documents[:4])


def test_what_is_stored_counts_too_and_a_share_is_needed() -> None:
    single = document((NOTICE, ""))
    (counted,) = mark([single], {NOTICE.casefold(): 4}, 4, SPARED)
    assert counted.statements[0].boilerplate
    assert counted.chunks[0].boilerplate
    (rare,) = mark([single], {NOTICE.casefold(): 4}, 100, SPARED)
    assert not rare.statements[0].boilerplate


def test_what_a_class_does_is_never_boilerplate() -> None:
    marked = mark([document((DUTY, "duties")) for _ in range(9)], {}, 0, SPARED)
    assert not any(parsed.statements[0].boilerplate or parsed.chunks[0].boilerplate for parsed in marked)


def test_short_paragraphs_and_repetition_within_a_document_do_not_count() -> None:
    marked = mark([document(("See the notes below.", "")) for _ in range(9)], {}, 0, SPARED)
    assert not any(parsed.statements[0].boilerplate for parsed in marked)
    repeated = document(*[(NOTICE, "")] * 9)
    assert mark([repeated], {}, 0, SPARED) == (repeated,)


@settings(deadline=None)
@given(
    counts=st.lists(st.integers(0, 12), min_size=1, max_size=12),
    known=st.integers(0, 10),
    beside=st.integers(0, 60),
)
def test_marking_changes_flags_alone_and_again_changes_nothing(counts: list[int], known: int, beside: int) -> None:
    documents = [document(*[(f"{NOTICE} {n}", "") for n in range(count)], own(count)) for count in counts]
    stored = {f"{NOTICE} 0".casefold(): min(known, beside)}
    once = mark(documents, stored, beside, SPARED)
    assert mark(once, stored, beside, SPARED) == once
    for before, after in zip(documents, once, strict=True):
        assert [s.text for s in after.statements] == [s.text for s in before.statements]
        assert paragraphs(after.statements) == paragraphs(before.statements)
        assert (after.document, after.sections, after.facts) == (before.document, before.sections, before.facts)
