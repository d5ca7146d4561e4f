"""Every real document is read: whole web pages like their own parts, PDFs like their text files; where they are."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from ingest.readers.formats import MEDIA_TYPES
from tests.ingest.parsing import parsed_bytes, parsed_file
from tests.ingest.properties import check
from tests.ingest.test_formats_alike import said
from vectorstore.spec import ParsedDocument

#: What holds a page's own part on the site that the pages are of, by the heading inside it.
TITLE = "h1.chr-rte-Element-H1"

TITLED = re.compile("<h1")

#: Text files of bulletins that another hand revised later than the PDF of the same opening day.
REVISED = {"HOUSING INSPECTOR 4243 070618 REV 010819.txt"}


def files(corpora: Path) -> list[Path]:
    return sorted(path for path in corpora.rglob("*") if path.suffix.lower() in MEDIA_TYPES)


@pytest.mark.long
def test_nothing_that_a_person_can_read_is_refused(corpora: Path) -> None:
    found = files(corpora)
    assert len(found) == 75 + 23 + 320 + 3
    for path in found:
        check(parsed_file(path))


def own_part(page: Path) -> str:
    """Return the HTML of what a page of the site says itself."""
    title = LexborHTMLParser(page.read_text("utf-8")).css_first(TITLE)
    assert title is not None and title.parent is not None, page.name
    return str(title.parent.html)


def alike(whole: ParsedDocument, part: ParsedDocument, name: str) -> None:
    assert whole.document.text == part.document.text, name
    assert said(whole) == said(part), name


@pytest.mark.parametrize(("every", "count"), [(4, 7), pytest.param(1, 26, marks=pytest.mark.long)])
def test_a_page_as_served_is_read_like_its_own_part(corpora: Path, every: int, count: int) -> None:
    pages = sorted((corpora / "ca_state" / "raw").glob("*.html"))[::every]
    assert len(pages) == count
    for page in pages:
        part = f"<!DOCTYPE html><html><body>{own_part(page)}</body></html>"
        alike(parsed_file(page), parsed_bytes(part.encode(), page.name), page.name)


def served(frame: Path, part: Path) -> bytes:
    """Return the page `frame` with the main content of the file `part` in place of its own."""
    body = LexborHTMLParser(part.read_text("utf-8")).body
    site = LexborHTMLParser(frame.read_text("utf-8")).html
    assert body is not None and site is not None
    before, own, after = site.partition(own_part(frame))
    assert own
    return f"{before}<div>{body.inner_html}</div>{after}".encode()


def check_served(corpora: Path, every: int) -> int:
    frames = sorted((corpora / "ca_state" / "raw").glob("*.html"))
    parts = sorted((corpora / "ca_state").glob("*.html"))[::every]
    for number, part in enumerate(parts):
        page = served(frames[number % len(frames)], part)
        assert len(page) > 200_000
        whole, own = parsed_bytes(page, part.name), parsed_file(part)
        if TITLED.search(part.read_text("utf-8")) and len(own.document.text) > 100:
            alike(whole, own, part.name)
        else:
            # The site's own title of the page and its notices are kept beside one without a title, or of two lines.
            assert own.document.text in whole.document.text
            assert len(whole.document.text) < len(own.document.text) + 100
    return len(parts)


def test_main_content_is_read_the_same_when_it_is_served_by_the_site(corpora: Path) -> None:
    assert check_served(corpora, every=60) == 5


@pytest.mark.long
def test_all_main_contents_are_read_the_same_when_served_by_the_site(corpora: Path) -> None:
    assert check_served(corpora, every=1) == 294


def values(result: ParsedDocument, facet: str) -> list[str]:
    return [fact.value for fact in result.facts if fact.facet == facet]


@cache
def bulletins(corpora: Path, pattern: str) -> dict[str, ParsedDocument]:
    return {path.name: parsed_file(path) for path in sorted((corpora / "la_bulletins").glob(pattern))}


@pytest.mark.long
def test_every_pdf_bulletin_names_its_class_its_dates_and_its_pay(corpora: Path) -> None:
    found = bulletins(corpora, "pdf/*.pdf")
    assert len(found) == 23
    for name, result in found.items():
        (spec,) = result.specs
        assert re.search(rf"_{re.escape(spec.title.replace(' ', '_'))}_{spec.class_code}", name), name
        (opened,) = values(result, "opened")
        assert opened[:4] in name and name.startswith(opened[:4]), name
        assert spec.revision == opened, name
        assert all(closes > opened for closes in values(result, "closes")), name
        assert values(result, "salary"), name
        check(result)


def twins(corpora: Path) -> dict[str, tuple[ParsedDocument, ParsedDocument]]:
    """Return the PDF and the text of each bulletin that is there as both, by the name of the text."""
    texts = {(t.specs[0].class_code, *values(t, "opened")): n for n, t in bulletins(corpora, "*.txt").items()}
    found = {}
    for result in bulletins(corpora, "pdf/*.pdf").values():
        key = (result.specs[0].class_code, *values(result, "opened"))
        if key in texts:
            found[texts[key]] = (result, bulletins(corpora, "*.txt")[texts[key]])
    return found


def test_a_pdf_names_the_class_and_dates_that_its_text_does(corpora: Path) -> None:
    found = twins(corpora)
    assert len(found) == 10
    for name, (pdf, text) in found.items():
        for part in ("title", "class_code"):
            assert getattr(pdf.specs[0], part) == getattr(text.specs[0], part), name
        if name in REVISED:
            assert values(text, "revised") and not values(pdf, "revised")
            assert set(values(text, "closes")) < set(values(pdf, "closes"))
        else:
            assert pdf.specs[0].revision == text.specs[0].revision
            assert facts(pdf) == facts(text), name


def facts(result: ParsedDocument) -> list[Any]:
    return sorted((f.facet, f.value, f.low or 0.0, f.high or 0.0, f.period, f.modality) for f in result.facts)


def words(text: str) -> str:
    """Return the letters and digits of `text`: quotes and hyphens are set differently in print."""
    return re.sub(r"[\W_]+", "", text).casefold()


def test_a_pdf_says_what_its_text_says(corpora: Path) -> None:
    """Section by section but for a bold line that plain text shows no heading in, and where the footer stands."""
    for name, (pdf, text) in twins(corpora).items():
        if name in REVISED:
            continue
        printed = {words(s.text) for s in pdf.statements} | {words(s.heading) for s in pdf.sections}
        missing = [s for s in text.statements if words(s.text) not in printed]
        # A notice that the first page's footer is made of interrupts a text, and is left out of reading.
        assert [s.text for s in missing if text.sections[s.section].kind != "notice"] == [], name
        headed = {(words(s.heading), s.kind) for s in pdf.sections}
        assert {(words(s.heading), s.kind) for s in text.sections if s.kind != "notice"} <= headed, name


def test_a_footer_of_the_first_page_does_not_take_the_text_that_goes_on(corpora: Path) -> None:
    interrupted = 0
    for name, result in bulletins(corpora, "pdf/*.pdf").items():
        for statement in result.statements:
            if statement.text.startswith("In accordance with Civil Service Rule 4.2"):
                assert result.sections[statement.section].kind != "notice", name
                interrupted += statement.span.page == 2
    assert interrupted >= 3
