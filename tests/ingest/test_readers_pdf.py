"""PDF: reading order, what is left out of reading, and positions."""

import pytest

from ingest.readers import read
from ingest.readers.pdf.frame import Frame
from tests.ingest.make_pdf import EXAMPLES
from tests.ingest.paper import Paper, Spec, width
from tests.ingest.parsing import parsed_bytes, statement
from tests.ingest.read_paper import PROSE, document, place, printed, running


def test_words_set_out_of_order_are_read_from_the_top_and_from_the_left() -> None:
    paper = Paper()
    paper.text(72, 100, "Third line.")
    paper.text(120, 72, "second word")
    paper.text(72, 72, "First line,")
    assert printed(paper) == ["First line, second word", "", "Third line."]


def test_a_wide_gap_between_cells_is_a_tab_and_after_a_label_a_space() -> None:
    paper = Paper()
    paper.text(72, 72, "Class Code:")
    paper.text(200, 72, "K3114")
    paper.text(330, 72, "Grade: 27")
    assert printed(paper) == ["Class Code: K3114\tGrade: 27"]


def test_a_blank_first_cell_of_a_row_of_values_keeps_the_columns() -> None:
    paper = Paper()
    for x, head, value in [(72, "Class Code", ""), (180, "Grade", "41"), (290, "FLSA Status", "Exempt")]:
        paper.text(x, 72, head)
        paper.text(x, 86, value)
    assert printed(paper) == ["Class Code\tGrade\tFLSA Status", "\t41\tExempt"]


def test_the_marker_of_an_item_is_no_cell_and_its_lines_stay_lines() -> None:
    paper = Paper()
    paper.text(72, 72, "1.")
    paper.text(108, 72, "Tends the hives of the park and")
    paper.text(108, 84, "of the orchards.")
    assert printed(paper) == ["1. Tends the hives of the park and", "of the orchards."]


def test_justified_words_are_no_cells() -> None:
    paper = Paper()
    for x, word in [(72, "KEEPER"), (190, "OF"), (246, "THE"), (318, "BEES")]:
        paper.text(x, 72, word, 24)
    assert printed(paper) == ["KEEPER OF THE BEES"]


def test_prose_in_two_columns_is_read_down_one_and_then_the_other() -> None:
    left, right = Spec("", "", left=60, right=290), Spec("", "", left=330, right=560)
    right.paper, right.top = left.paper, 58
    left.paragraph("Left. " + PROSE)
    right.paragraph("Right. " + PROSE)
    left.top = right.top = 240
    left.right = 560
    left.paragraph("Below. " + PROSE)
    text = " ".join(document(left.paper).text.split())
    assert text == f"Left. {PROSE} Right. {PROSE} Below. {PROSE}"


def test_a_raised_letter_stays_in_its_line() -> None:
    paper = Paper()
    paper.text(72, 72, "On the 1")
    paper.text(72 + width("On the 1", 10), 71, "st", 6)
    paper.text(72 + width("On the 1", 10) + width("st ", 6), 72, " of May")
    assert printed(paper) == ["On the 1st of May"]


def test_bold_by_printing_twice_is_read_once() -> None:
    paper = Paper()
    paper.text(72, 72, "DUTIES")
    paper.text(72.4, 72, "DUTIES")
    assert printed(paper) == ["DUTIES"]


def test_a_word_cut_by_a_line_is_whole_where_the_document_has_it_whole() -> None:
    paper = Paper()
    for number, line in enumerate(["Counts the har-", "vest of a full-", "time hive; sells the harvest."]):
        paper.text(72, 72 + 12 * number, line)
    made = document(paper)
    assert made.text == "Counts the harvest\nof a full-\ntime hive; sells the harvest."
    harvest = made.places_of(made.span(made.text.index("harvest"), made.text.index("\n")))
    assert [made.text[one.start : one.end] for one in harvest] == ["Counts the har", "vest"]
    assert harvest[0].box[3] < harvest[1].box[3]


def test_a_word_left_cut_is_shown_in_one() -> None:
    result = parsed_bytes(_list(["Employs full-", "time keepers of two-", "and three-year hives."]), "keeper.pdf")
    assert statement(result, "Employs").text == "Employs full-time keepers of two- and three-year hives."


def _list(lines: list[str]) -> bytes:
    paper = Paper()
    for number, line in enumerate(["BEE KEEPER", "", "DUTIES", "", *lines]):
        paper.text(72, 72 + 12 * number, line)
    return paper.content()


def test_a_line_with_no_room_left_goes_on_and_a_short_one_does_not() -> None:
    spec = Spec("", "")
    spec.heading("DUTIES")
    spec.paragraph(
        "Tends the hives of the whole northern part of the park and keeps the books of the whole District of Elm "
        "Bee Fund for it."
    )
    spec.top -= 5
    spec.paragraph("Sells honey")
    spec.top -= 5
    spec.paragraph("Mends hives")
    result = parsed_bytes(spec.content(), "keeper.pdf")
    said = [one.text for one in result.statements]
    assert "\nBee Fund" in result.document.text
    assert said[-3].endswith("of the whole District of Elm Bee Fund for it.")
    assert said[-2:] == ["Sells honey", "Mends hives"]


class TestPages:
    def test_headers_and_footers_of_three_pages_are_running_but_the_first_header_and_an_informing_footer(self) -> None:
        spec = Spec("Elm Park District: Keepers", "Form 12   Revised 3/9/2018   Sheet #")
        spec.paper.text(72, 54, "Elm Park District: Keepers", 9)
        spec.top += 28
        words = f"{PROSE} {PROSE} {PROSE}".split()
        for number in range(16):
            spec.paragraph(" ".join(words[number:] + words[:number]))
        made = document(spec.paper)
        assert len(made.page_starts) == 3
        assert running(made) == [
            "Form 12 Revised 3/9/2018 Sheet 1",
            "Elm Park District: Keepers",
            "Form 12 Revised 3/9/2018 Sheet 2",
            "Elm Park District: Keepers",
        ]
        assert [span.page for span in made.running] == [1, 2, 2, 3]

    def test_a_page_that_begins_with_the_title_again_begins_with_a_header(self) -> None:
        paper = Paper()
        paper.text(72, 54, "BEE KEEPER", 16)
        paper.text(72, 100, "Tends bees.")
        paper.turn()
        paper.text(72, 54, "Bee Keeper (continued)")
        paper.text(72, 100, "Sells honey.")
        assert running(document(paper)) == ["Bee Keeper (continued)"]

    def test_a_blank_page_is_counted(self) -> None:
        paper = Paper()
        paper.text(72, 72, "One.")
        paper.turn()
        paper.turn()
        paper.text(72, 72, "Three.")
        made = document(paper)
        assert made.text == "One.\n\nThree."
        assert made.span(made.text.index("Three"), len(made.text)).page == 3

    def test_a_picture_of_a_page_among_pages_of_text_is_told(self) -> None:
        paper = Paper()
        paper.text(72, 72, "One.")
        paper.turn()
        paper.draw("0 0 612 792 re f")
        assert document(paper).warnings == ("Page 2 is without text, perhaps scanned, and was not read.",)

    def test_what_runs_beside_the_text_is_kept_and_not_read(self) -> None:
        paper = Paper()
        paper.text(72, 72, "Tends bees.")
        paper.upward(40, 300, "Form 12")
        made = document(paper)
        assert made.text == "Tends bees.\n\nForm 12"
        assert running(made) == ["Form 12"]


class TestPositions:
    def test_every_line_has_its_box_in_points_from_the_top_left(self) -> None:
        paper = Paper()
        paper.text(72, 90, "Tends bees.", 10)
        left, top, right, bottom = place(document(paper), "Tends bees.").box
        assert (left, right) == pytest.approx((72, 72 + width("Tends bees.", 10)), abs=0.2)
        assert 88 < top < 100 < bottom < 104

    def test_a_cell_has_a_box_of_its_own(self) -> None:
        paper = Paper()
        paper.text(72, 72, "Grade")
        paper.text(300, 72, "Unit")
        made = document(paper)
        assert place(made, "Unit").box[0] == pytest.approx(300, abs=0.5)
        assert [made.text[one.start : one.end] for one in made.places] == ["Grade", "Unit"]

    @pytest.mark.parametrize("rotate", [90, 180, 270])
    def test_a_page_that_is_shown_turned_is_read_as_its_text_runs(self, rotate: int) -> None:
        paper = Paper(rotate=rotate)
        paper.text(72, 90, "Tends bees.")
        paper.text(72, 110, "Sells honey.")
        made = document(paper)
        assert made.text == "Tends bees.\n\nSells honey."
        upright = Paper()
        upright.text(72, 90, "Tends bees.")
        left, top, right, bottom = place(document(upright), "Tends").box
        shown = {
            90: (792 - bottom, left, 792 - top, right),
            180: (612 - right, 792 - bottom, 612 - left, 792 - top),
            270: (top, 612 - right, bottom, 612 - left),
        }
        assert place(made, "Tends").box == pytest.approx(shown[rotate], abs=0.2)

    def test_boxes_count_from_the_part_of_the_page_that_is_shown(self) -> None:
        paper = Paper(crop=(50, 92, 562, 742))
        paper.text(72, 90, "Tends bees.")
        assert place(document(paper), "Tends").box[:2] == pytest.approx((22, 38), abs=3)

    @pytest.mark.parametrize("quarters", range(4))
    @pytest.mark.parametrize("reading", range(4))
    def test_turning_a_box_for_reading_and_back_gives_it_again(self, quarters: int, reading: int) -> None:
        frame = Frame(10, 20, 610, 800, quarters, reading)
        box = (5.0, 7.0, 50.0, 19.0)
        assert frame.shown(frame.read(box)) == pytest.approx(box)

    def test_places_of_a_span_are_the_lines_that_it_stands_in(self) -> None:
        made = read((EXAMPLES / "berthing-coordinator.pdf").read_bytes(), "b.pdf")
        start = made.text.index("Holds a berth")
        found = made.places_of(made.span(start, made.text.index("others to make room.") + 20))
        assert [made.text[one.start : one.end] for one in found] == [
            "• Holds a berth for vessels in distress and shifts others to make room."
        ]
        assert made.places_of(made.span(start, start)) == found
