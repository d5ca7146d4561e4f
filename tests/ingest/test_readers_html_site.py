"""Web pages as a site serves them: what is the page's own is read, the site around it is not, and nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import read
from vectorstore.spec import MarkKind

LINKS = "".join(f"<li><a href='/page{n}'>Department of things {n}</a></li>" for n in range(30))
DUTIES = "Opens the gate in the morning, oils it, and closes it at night, in every weather. " * 4
OWN = f"<h1>Gate Keeper</h1><h2>Duties</h2><p>{DUTIES}</p><h2>License</h2><p>A boat license is required.</p>"
TEXT = f"Gate Keeper\n\nDuties\n\n{DUTIES.strip()}\n\nLicense\n\nA boat license is required."


def text(body: str) -> str:
    return read(f"<html><body>{body}</body></html>".encode(), "spec.html").text


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul>{links}</ul></nav>{own}<footer>City of Eldermere. All rights reserved.</footer>",
        "<div role=navigation>Menu</div>{own}<div role='contentinfo'>Contact: the webmaster</div>",
        "<header><img src=logo>City of Eldermere<form role=search>Search:</form></header><main>{own}</main>",
        "<ul class=menu>{links}</ul><div id=page><div id=text>{own}</div></div><div>Last updated: Monday</div>",
        "<table><tr><td><ul>{links}</ul><td>{own}</table>",
        "<div>Skip to content</div><div><div>{links}</div><span><font>{own}</font></span></div><p>Back to top",
        "<div><h1><a href='/'>City of Eldermere</a></h1><ul>{links}</ul></div><div>{own}</div>",
        "<h1>Gate Keeper (7001)</h1><ul>{links}</ul><section>{own}</section>",
        "<ul>{links}</ul><article>{own}<footer></footer></article><aside>News <a href='/n'>What is new</a></aside>",
        "<div>{own}<ul class='share-buttons'>{links}</ul></div>",
        "<div><ul>{links}</ul>{own}</div>",
    ],
)
def test_a_page_of_a_site_is_read_like_its_own_part_alone(around: str) -> None:
    assert text(OWN) == TEXT
    assert text(around.format(links=LINKS, own=OWN)) == TEXT


def test_a_title_above_the_main_element_belongs_to_the_page() -> None:
    document = read(
        f"<body><header><h1>Gate Keeper</h1></header><ul>{LINKS}</ul><main>"
        f"{OWN.removeprefix('<h1>Gate Keeper</h1>')}</main>".encode(),
        "spec.html",
    )
    assert document.text == TEXT
    assert document.marks[0].kind is MarkKind.HEADING
    assert document.text[: document.marks[0].end] == "Gate Keeper"


@pytest.mark.parametrize(
    "beside",
    [
        "<dl><dt>Class Code<dd>7001<dt>Salary<dd>$20</dl>",
        "<table><tr><td>Class Code<td>7001</table>",
        "<div>Class Code: 7001<br>Salary: $20</div>",
        "<div><h3>Class Code</h3>7001</div>",
        f"<div>{DUTIES}</div>",
    ],
)
def test_a_box_of_facts_beside_the_text_is_kept(beside: str) -> None:
    shown = text(f"<ul>{LINKS}</ul><div>{OWN}</div><div class=box>{beside}</div>")
    assert shown.startswith(TEXT)
    assert len(shown) > len(TEXT)
    assert "Department of things" not in shown


def test_links_of_the_text_itself_are_kept() -> None:
    classes = "".join(f"<li><a href='/{n}'>Gate Keeper {n}</a></li>" for n in range(8))
    own = f"{OWN}<h2>Series</h2><ul>{classes}</ul><p>See the <a href='/rules'>rules of the harbor</a>."
    shown = text(f"<nav>{LINKS}</nav><main>{own}</main>")
    assert shown.startswith(f"{TEXT}\n\nSeries\n\nGate Keeper 0\n")
    assert shown.endswith("\n\nSee the rules of the harbor.")


def test_a_list_of_places_on_the_same_page_is_a_menu() -> None:
    places = "".join(f"<li><a href='#p{n}'>Part {n}</a></li>" for n in range(8))
    assert text(f"<h1>Gate Keeper</h1><ul>{places}</ul>" + OWN.removeprefix("<h1>Gate Keeper</h1>")) == TEXT


def test_a_word_before_a_table_of_the_main_element_is_the_pages_own() -> None:
    assert text(f"<nav>{LINKS}</nav><main><p>0</p><table><tr><td>Keeps<td>gates</table></main>") == "0\n\nKeeps\tgates"


def test_a_page_that_is_all_header_is_its_own_content() -> None:
    assert text("<header><h2>Duties</h2><p>Opens gates.</p></header>") == "Duties\n\nOpens gates."


def test_a_page_without_a_site_around_it_is_kept_whole() -> None:
    assert text(f"Draft<div class=WordSection1>{OWN}</div><p>Copyright") == f"Draft\n\n{TEXT}\n\nCopyright"


WORDS = st.text(alphabet="abcXYZ 019.,:&<>\"'é-", min_size=1, max_size=60).filter(
    lambda words: any(map(str.isalnum, words))
)


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, str]:
    """A block of a page and its lines."""
    kind = draw(st.sampled_from(["h2", "p", "div", "ul", "table", "br"]))
    words = draw(st.lists(WORDS, min_size=2, max_size=4))
    shown = [" ".join(each.split()) for each in words]
    inner = [escaped(each) for each in words]
    if kind == "ul":
        return "<ul>" + "".join(f"<li>{each}</li>" for each in inner) + "</ul>", "\n".join(shown)
    if kind == "table":
        return "<table><tr>" + "".join(f"<td>{each}</td>" for each in inner) + "</tr></table>", "\t".join(shown)
    if kind == "br":
        return f"<p>{'<br>'.join(inner)}</p>", "\n".join(shown)
    return f"<{kind}>{inner[0]}</{kind}>", shown[0]


@settings(deadline=None)
@given(parts=st.lists(blocks(), min_size=1, max_size=12), in_site=st.booleans())
def test_every_block_is_read_in_its_place_within_a_site_and_without(
    parts: list[tuple[str, str]], in_site: bool
) -> None:
    body = "\n".join(html for html, _ in parts)
    around = f"<nav>{LINKS}</nav><main>{body}</main>" if in_site else body
    assert text(around) == "\n\n".join(lines for _, lines in parts)
