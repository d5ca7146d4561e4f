"""Chunks: a section each, within the embedder's window, the class and section path before the text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.chunks import with_chunks
from ingest.parse import parse
from ingest.readers import read
from tests.ingest.parsing import example_files, words
from tests.ingest.properties import check_covered
from vectorstore.embedder import Embedder
from vectorstore.spec import ParsedDocument
from vectorstore.tokens import count_tokens

#: Word pieces that the embedder adds to every text.
SPECIAL = 2

WORDS = st.sampled_from(
    ["gate ", "keys, ", "antidisestablishmentarianism ", "x" * 40 + " ", "; ", ". ", "\n- ", "éß½ "]
)


def chunked(content: bytes, name: str, embedder: Embedder) -> ParsedDocument:
    return with_chunks(parse(read(content, name), name, "", words()), embedder.count, embedder.window)


def check_chunks(result: ParsedDocument, embedder: Embedder) -> None:
    for number, chunk in enumerate(result.chunks):
        assert chunk.ordinal == number
        assert embedder.count(chunk.text) + SPECIAL <= embedder.window, chunk.text
        assert chunk.tokens == count_tokens(chunk.text)
        body = result.sections[chunk.section].body
        assert body.start <= chunk.span.start < chunk.span.end <= body.end
    for statement in result.statements:
        check_covered(result.chunks, statement)


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_the_chunks_of_an_example_fit_the_window_and_cover_its_statements(path: Path, embedder: Embedder) -> None:
    result = chunked(path.read_bytes(), path.name, embedder)
    assert result.chunks
    check_chunks(result, embedder)


def test_a_chunk_begins_with_its_class_and_section(embedder: Embedder) -> None:
    text = b"GATE KEEPER\n\nMINIMUM QUALIFICATIONS\n\nKnowledge of:\n- Hinges.\n- Locks.\n"
    (chunk,) = chunked(text, "spec.txt", embedder).chunks
    assert chunk.text == "GATE KEEPER > MINIMUM QUALIFICATIONS > Knowledge of\nHinges.\nLocks."


def test_what_the_header_says_beside_its_labels_is_a_chunk_too(embedder: Embedder) -> None:
    text = b"GATE KEEPER\n\nClass Code: 12\n\nThis class was abolished. Its keys were\ngiven to the Clerk.\n"
    result = chunked(text, "spec.txt", embedder)
    assert [chunk.text for chunk in result.chunks] == [
        "GATE KEEPER\nThis class was abolished.\nIts keys were given to the Clerk."
    ]


def test_a_long_section_is_cut_between_statements(embedder: Embedder) -> None:
    duties = "".join(
        f"- Opens gate number {n}, oils it, locks it and notes it in the book of gates.\n" for n in range(60)
    )
    result = chunked(f"GATE KEEPER\n\nDUTIES\n\n{duties}".encode(), "spec.txt", embedder)
    check_chunks(result, embedder)
    assert len(result.chunks) > 2
    texts = [statement.text for statement in result.statements]
    assert [line for chunk in result.chunks for line in chunk.text.split("\n")[1:]] == texts


def test_a_statement_longer_than_the_window_is_cut_and_each_piece_cites_it_whole(embedder: Embedder) -> None:
    sentence = "keeps " + ", ".join(f"the {n}th gate of the old town" for n in range(80)) + "."
    result = chunked(f"GATE KEEPER\n\nREQUIREMENTS\n\n{sentence}\n".encode(), "spec.txt", embedder)
    check_chunks(result, embedder)
    assert len(result.chunks) > 1
    assert {result.document.quote(chunk.span) for chunk in result.chunks} == {sentence}


def test_a_long_title_and_path_leave_room_for_the_text(embedder: Embedder) -> None:
    title = "KEEPER OF THE " + "OLD AND NEW " * 8 + "GATES"
    duties = "".join(f"- Opens gate number {n}.\n" for n in range(40))
    result = chunked(f"{title}\n\nDUTIES\n\n{duties}".encode(), "spec.txt", embedder)
    check_chunks(result, embedder)


@given(st.lists(WORDS, max_size=600).map("".join))
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_a_section_says_its_chunks_fit_and_cover(embedder: Embedder, text: str) -> None:
    check_chunks(chunked(f"GATE KEEPER\n\nDUTIES\n\n{text}\n".encode(), "spec.txt", embedder), embedder)


def test_a_statement_of_one_endless_word_is_cut_and_found(embedder: Embedder) -> None:
    for word in ("a" * 20_000, "(" * 20_000):
        result = chunked(f"GATE KEEPER\n\nDUTIES\n\n{word}\n".encode(), "spec.txt", embedder)
        check_chunks(result, embedder)
        assert all(len(chunk.text) < 30_000 for chunk in result.chunks)
        assert bool(result.chunks) == word.isalpha()
