"""Paragraphs and items: soft wraps rejoined for reading, every character still known to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import blocks
from ingest.lines import read_lines
from tests.ingest.parsing import all_blocks, document


def texts(text: str, name: str = "spec.txt") -> list[tuple[str, str, int]]:
    """Marker, text and depth of each block."""
    return [(block.marker, block.text, block.depth) for block in all_blocks(text, name)[1]]


def plain(text: str) -> list[str]:
    return [words for _, words, _ in texts(text)]


def test_an_item_goes_on_over_its_wrapped_lines() -> None:
    assert texts("1. Opens the gate in the morning and\n   closes it.\n2. Oils it.\n") == [
        ("1.", "Opens the gate in the morning and closes it.", 1),
        ("2.", "Oils it.", 1),
    ]


def test_a_sentence_goes_on_over_a_blank_line_where_it_cannot_have_ended() -> None:
    assert plain("Opens the gate of\n\nEldermere.\n\nCloses it;\n\noils it.\n") == [
        "Opens the gate of Eldermere.",
        "Closes it;",
        "oils it.",
    ]


def test_an_or_that_joins_two_items_ends_the_first() -> None:
    assert plain("Two years as a clerk; or\n\nA degree in gates.\n") == [
        "Two years as a clerk; or",
        "A degree in gates.",
    ]


@pytest.mark.parametrize("joint", ["or", "OR", "- or -", "(and)"])
def test_a_line_that_only_joins_belongs_to_the_item_above(joint: str) -> None:
    found = texts(f"1. Two years as a clerk.\n\n{joint}\n\n2. A degree in gates.\n")
    assert [words for _, words, _ in found] == [f"Two years as a clerk. {joint}", "A degree in gates."]


def test_in_a_text_that_wraps_over_blank_lines_a_full_line_goes_on_with_a_capital() -> None:
    full = "Keeps the gates of the town, of the harbor and of the market, under the Senior Keeper of the"
    wide = "Keeps the gates of the town, of the harbor and of the market, as directed by the Senior Gate"
    text = f" 1. {full[:-4]}\n\nother gates.\n\n 2. {wide}\n\nKeeper of Eldermere.\n"
    assert plain(text)[-1] == f"{wide} Keeper of Eldermere."
    assert plain(f" 2. {wide}\n\nKeeper of Eldermere.\n") == [wide, "Keeper of Eldermere."]


def test_lines_of_a_hard_wrapped_paragraph_are_one() -> None:
    line = "Keeps the gate of the town by day and by night in every weather.\n"
    assert len(plain(line * 3)) == 1


def test_lines_of_a_text_that_does_not_wrap_stand_for_themselves() -> None:
    long = f"Keeps the gate {'of the town ' * 15}all day.\n\n"
    rates = "$66,231 to $96,841; $74,082 to $108,346; $82,496 to $120,582\nThe salary in the Harbor is $1.\n"
    assert plain(long + rates + long)[1:3] == rates.strip().split("\n")


def test_a_marker_alone_on_its_line_takes_the_next_one() -> None:
    assert texts("1.\nOpens the gate.\n2.\nOils it.\n") == [("1.", "Opens the gate.", 1), ("2.", "Oils it.", 1)]


@pytest.mark.parametrize(
    "marker", ["1.", "12)", "a.", "B)", "(a)", "(12)", "iv.", "-", "*", "•", "▪", "\uf0b7", "–", "+"]
)
def test_markers_of_items_are_kept_apart(marker: str) -> None:
    assert texts(f"{marker} Opens the gate.\n") == [(marker, "Opens the gate.", 1)]


@pytest.mark.parametrize("text", ["-opens", "1.5 miles away", "A gate", "I open", "(as needed) opens", "e.g. gates"])
def test_what_only_looks_like_a_marker_is_text(text: str) -> None:
    assert texts(f"{text}\n")[0][0] == ""


def test_a_marker_of_another_style_opens_a_list_inside_the_item() -> None:
    assert [depth for _, _, depth in texts("1. A;\na. b;\n- c;\nb. d.\n2. E.\n")] == [1, 2, 3, 2, 1]


def test_emphasis_is_left_out_of_the_text_and_not_of_the_span() -> None:
    made, (block,) = all_blocks("Opens **every** gate, *now* and __then__.\n", "spec.md")
    assert block.text == "Opens every gate, now and then."
    (span,) = block.spans(made, 0, len(block.text))
    assert made.quote(span) == "Opens **every** gate, *now* and __then__."


def test_a_part_of_a_block_is_quoted_without_white_space_around_it() -> None:
    made, (block,) = all_blocks("- Opens  the\n  gate. Oils it.\n")
    at = block.text.index(" Oils")
    assert [made.quote(span) for span in block.spans(made, 0, at + 1)] == ["Opens  the\n  gate."]
    assert [made.quote(span) for span in block.spans(made, at, len(block.text))] == ["Oils it."]


def test_a_page_header_splits_the_span_of_an_item_that_goes_on_below_it() -> None:
    page = "GATE KEEPER\n\nClass Code\tStatus\tPages\n\tClassified\t{} of 2\n\n"
    text = page.format(1) + "- Opens the gate and\n\n\n" + page.format(2) + "closes it.\n"
    made, found = all_blocks(text)
    block = found[-1]
    assert block.text == "Opens the gate and closes it."
    spans = block.spans(made, 0, len(block.text))
    assert [made.quote(span) for span in spans] == ["Opens the gate and", "closes it."]
    assert spans[0].line < spans[1].line


def test_without_wrapping_each_line_stands_for_itself() -> None:
    made = document("GATE KEEPER\nof the town\n")
    assert [b.text for b in blocks(made, read_lines(made), 0, len(made.text), None)] == ["GATE KEEPER", "of the town"]


@given(st.text(alphabet="ab .;:-*_`\n\t1)•"))
def test_every_character_stands_where_the_block_says(text: str) -> None:
    if not text.strip():
        return
    made, found = all_blocks(text + "\n")
    for block in found:
        assert len(block.text) == len(block.offsets) > 0
        assert sorted(block.offsets) == list(block.offsets)
        for character, offset in zip(block.text, block.offsets, strict=True):
            assert made.text[offset] == character or character == " "
