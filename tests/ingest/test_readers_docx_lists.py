"""Lists of Word files: the markers that Word counts, how deep items stand, and glyphs of symbol fonts."""

from io import BytesIO

import pytest
from docx import Document as new_document
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import read
from ingest.readers.docx.numerals import numeral
from ingest.readers.docx.symbols import bullet, plain
from tests.ingest.raw_docx import item, level, numbering, p, style, styled, word
from vectorstore.spec import Document, MarkKind

OUTLINE = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "(%3)")


def document(body: str, **parts: str) -> Document:
    return read(word(body, **parts), "spec.docx")


def lines(body: str, **parts: str) -> list[str]:
    return document(body, **parts).text.split("\n")


def items(made: Document) -> list[tuple[str, int]]:
    return [(made.text[m.start : m.end], m.level) for m in made.marks if m.kind is MarkKind.ITEM]


def test_levels_count_apart_and_begin_again() -> None:
    body = item("One") + item("Aa", 1) + item("Bb", 1) + item("Ii", 2) + item("Two") + item("Aa", 1) + p("Out")
    made = document(body + item("Three"), numbering=numbering(OUTLINE))
    assert made.text.split("\n") == [
        *("1. One", "  a) Aa", "  b) Bb", "    (i) Ii", "2. Two", "  a) Aa", "Out", "3. Three"),
    ]
    assert items(made) == [("One", 1), ("Aa", 2), ("Bb", 2), ("Ii", 3), ("Two", 1), ("Aa", 2), ("Three", 1)]


def test_a_level_shows_the_numbers_above_it_as_digits_where_it_says_so() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "decimal", "%1.%3")
    body = item("a") + item("b") + item("c", 1) + item("d", 2)
    assert lines(body, numbering=numbering(levels)) == ["I. a", "II. b", "  2.1 c", "    II.1 d"]


def test_a_level_begins_below_levels_that_no_item_has() -> None:
    assert lines(item("x", 2), numbering=numbering(level(0, "decimal", "%1.") + level(2, "decimal", "%1.%2.%3"))) == [
        "1.0.1 x"
    ]


def test_a_level_may_begin_again_below_certain_levels_only_or_never() -> None:
    def restarting(after: int) -> list[str]:
        levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2.", f'<w:lvlRestart w:val="{after}"/>')
        return [
            line.strip()
            for line in lines(item("a") + item("b", 1) + item("c") + item("d", 1), numbering=numbering(levels))
        ]

    assert restarting(0) == ["1. a", "1. b", "2. c", "2. d"]
    assert restarting(1) == ["1. a", "1. b", "2. c", "1. d"]


def test_lists_of_one_kind_count_on_unless_one_starts_anew() -> None:
    on = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    own = f'<w:num w:numId="4"><w:abstractNumId w:val="0"/>{override}</w:num>'
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3) + item("e", number=4)
    shown = lines(body, numbering=numbering(OUTLINE, instances=on + anew + own))
    assert shown == ["1. a", "2. b", "5. c", "6. d", "G) e"]


def test_a_style_can_be_counted_and_a_paragraph_of_it_not() -> None:
    styles = style("Duty", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "Sub", '<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    levels = level(0, "decimal", "%1.", '<w:pStyle w:val="Duty"/>') + level(
        1, "lowerLetter", "%2.", '<w:pStyle w:val="Sub"/>'
    )
    plain_one = p("none", properties='<w:pStyle w:val="Duty"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("a", "Duty") + styled("b", "Sub") + plain_one + styled("c", "Duty")
    assert lines(body, styles=styles, numbering=numbering(levels)) == ["1. a", "  a. b", "none", "2. c"]


def test_a_list_style_holds_the_levels_of_lists_that_name_it() -> None:
    part = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{OUTLINE}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert lines(item("a") + item("b", 1), numbering=part) == ["1. a", "  a) b"]


def test_a_list_of_its_own_within_another_is_deeper_by_its_place_on_the_page() -> None:
    bullets = level(0, "bullet", "\uf0b7").replace('w:left="720"', 'w:left="1080"')
    body = item("One") + item("dot", number=2) + item("dot", number=2) + item("Two") + p("Out") + item("dot", number=2)
    made = document(body, numbering=numbering(OUTLINE, bullets))
    assert made.text.split("\n") == ["1. One", "  • dot", "  • dot", "2. Two", "Out", "• dot"]


def test_a_heading_is_counted_and_no_item() -> None:
    body = p("DUTIES", properties='<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    made = document(body, numbering=numbering(OUTLINE))
    assert [(made.text[m.start : m.end], m.kind) for m in made.marks] == [("DUTIES", MarkKind.HEADING)]
    assert made.text == "1. DUTIES"


def test_an_item_of_several_lines_is_one_item_and_an_empty_one_counts_unseen() -> None:
    broken = "<w:r><w:t>One</w:t><w:br/><w:t>and more</w:t></w:r>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    made = document(p(broken, properties=numbered) + item("") + item("Three"), numbering=numbering(OUTLINE))
    assert made.text == "1. One\nand more\n\n3. Three"
    assert items(made) == [("One\nand more", 1), ("Three", 1)]


def test_a_list_that_is_not_there_or_shows_nothing_makes_no_item() -> None:
    made = document(item("a", number=9) + item("b", 8) + item("c"), numbering=numbering(level(0, "none", "")))
    assert made.text == "a\nb\nc"
    assert made.marks == ()


def test_a_typed_marker_is_parted_from_its_text_by_a_space() -> None:
    tab = "<w:r><w:tab/></w:r>"
    shown = lines(p("1.", tab, "Opens.") + p("•", tab, tab, "Shuts.") + p("Grade", tab, "12") + p(tab, "Indented."))
    assert shown == ["1. Opens.", "•  Shuts.", "Grade\t12", "\tIndented."]


def test_a_marker_without_end_does_not_grow_the_text() -> None:
    endless = numbering(level(0, "decimal", "%1" * 100_000))
    assert len(document(item("a") * 1_000, numbering=endless).text) < 1_000_000


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 1234: "1234", 0: "0", -3: "-3"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa", 0: "0", 9999: "9999"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 49: "xlix", 444: "cdxliv"}),
        ("upperRoman", {9: "IX"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 23: "23rd"}),
        ("cardinalText", {1: "One", 21: "Twenty-one", 40: "Forty", 100: "100"}),
        ("ordinalText", {1: "First", 5: "Fifth", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 101: "101st"}),
        ("numberInDash", {7: "- 7 -"}),
        ("none", {7: ""}),
        ("aiueo", {7: "7"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, numbers: dict[int, str]) -> None:
    assert {number: numeral(number, form) for number in numbers} == numbers


@given(st.integers(1, 499))
def test_roman_numerals_add_up(number: int) -> None:
    amounts = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500}
    values = [amounts[letter] for letter in numeral(number, "upperRoman")]
    assert sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)) == number


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0b7", "", "•"),
        ("o", "Courier New", "○"),
        ("o", "Arial", "o"),
        ("\uf0a7", "Wingdings", "▪"),
        ("§", "Wingdings", "▪"),
        ("ü", "Wingdings", "✓"),
        ("\uf0ff", "Wingdings", "•"),
        ("z", "Wingdings", "•"),
        ("–", "Calibri", "–"),
        ("", "Symbol", "•"),
    ],
)
def test_bullets_are_characters_of_any_font(text: str, font: str, shown: str) -> None:
    assert bullet(text, font) == shown


def test_symbols_within_text() -> None:
    assert plain("\uf0b3 40", "Symbol") == "≥ 40"
    assert plain("\uf0fe", "") == "☑"
    assert plain("ü", "Arial") == "ü"
    assert plain("\uf001", "Wingdings") == "\uf001"


def test_the_numbering_of_a_real_template_is_found(docx_template: bytes) -> None:
    made = read(docx_template, "spec.docx")
    assert made.text == "DUTIES\n1. Opens.\n2. Shuts.\n\n  • Softly.\n\n3. Keeps."
    assert items(made) == [("Opens.", 1), ("Shuts.", 1), ("Softly.", 2), ("Keeps.", 1)]


@pytest.fixture
def docx_template() -> bytes:
    """A file that python-docx writes with the styles of its own template."""
    made, content = new_document(), BytesIO()
    made.add_heading("DUTIES", 1)
    for text, style_name in (
        *(("Opens.", "List Number"), ("Shuts.", "List Number")),
        *(("Softly.", "List Bullet 2"), ("Keeps.", "List Number")),
    ):
        made.add_paragraph(text, style_name)
    made.save(content)
    return content.getvalue()
