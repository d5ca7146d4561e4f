"""Find what is a page's own: its main content, without the menus, banners and footers of the site around it.

A page that shows no sign of a site, such as one that a word processor saved,
is kept whole. On one that does, the search goes down from the body as long as
nothing beside the heaviest element looks like content. So what is left out is
menus and little notices, never a table, a headed part or a list of labels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.readers.html.tree import Element
from ingest.readers.html.weights import HEADINGS, Weight, elements, weigh

#: Fewest links of a menu, and how many times its other text they are.
_MENU_LINKS, _MENU_SHARE = 5, 2

#: Beside the content, less text than this, in characters and as a share of the content's, is a little notice.
_LITTLE, _LITTLE_SHARE = 200, 0.1

#: What a page calls its main element holds at least this share of its text outside links, or is not believed; what
#: does is no menu.
_MOST = 0.5

_CHROME_TAGS = frozenset({"nav", "dialog", "menu"})
_CHROME_ROLES = frozenset({"navigation", "search", "menu", "menubar", "dialog", "alertdialog", "contentinfo"})
_EDGE_TAGS = frozenset({"header", "footer"})
_OWN_TAGS = frozenset({"main", "article"})
_NAMED_MENU = re.compile(r"(?<![a-z])(?:nav|menu|breadcrumb|toolbar|social|share|skip|sidebar|pager)", re.IGNORECASE)

# What the search goes into; the parts of a table are passed through and not stopped at.
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_TABLE_PARTS = _ROWS - {"table"}
_CONTAINERS = _TABLE_PARTS | {"html", "body", "div", "main", "article", "section", "form", "center", "span", "font"}
_CONTAINERS |= {"table", "td"}


@dataclass(frozen=True, slots=True)
class Content:
    """A page's own part."""

    title: Element | None
    """Its heading, where that stands outside `root`."""

    root: Element
    left_out: Set[Element]
    """Elements inside `root` that are none of the page's own."""

    weights: Mapping[Element, Weight]


def main_content(page: Element) -> Content:
    """Return the main content of `page`; all of it where nothing shows that it is part of a site."""
    weights = weigh(page)
    chrome = frozenset(_chrome(page, weights))
    if not chrome:
        return Content(None, page, frozenset(), weights)
    own = weigh(page, chrome)
    named = _named_main(page, own)
    root = _down(named, chrome, own, all_is_own=named is not page)
    return Content(_title(page, root, own), root, frozenset(_left_out(root, chrome, weights)), weights)


def _chrome(page: Element, weights: Mapping[Element, Weight]) -> Iterator[Element]:
    """Yield the outermost elements that are menus, banners and footers by name or by their links.

    What holds most of the page's text is none, however many links stand beside that in it.
    """
    most = _MOST * weights[page].plain
    pending = [(page, False)]
    while pending:
        element, inside_own = pending.pop()
        inside_own = inside_own or element.tag in _OWN_TAGS
        weight = weights[element]
        little = weight.plain < most or not weight.plain
        if little and (_is_named(element, weight, inside_own) or _is_menu(weight)):
            yield element
        else:
            pending += [(child, inside_own) for child in element.children if isinstance(child, Element)]


def _is_named(element: Element, weight: Weight, inside_own: bool = False) -> bool:
    """Whether its name or role says that it belongs to the site; one that holds the page's title does not."""
    role = element.attributes.get("role", "")
    edge = element.tag in _EDGE_TAGS or role == "banner"
    return element.tag in _CHROME_TAGS or role in _CHROME_ROLES or (edge and not inside_own and not weight.titles)


def _is_menu(weight: Weight) -> bool:
    return weight.links >= _MENU_LINKS and weight.linked >= _MENU_SHARE * weight.plain


def _named_main(page: Element, weights: Mapping[Element, Weight]) -> Element:
    """Return the element that the page itself calls its main one, if most of the text is there; else the page."""
    named = [e for e in elements(page) if e.tag == "main" or e.attributes.get("role") == "main"]
    heaviest = max(named, key=lambda element: weights[element].plain, default=page)
    return heaviest if weights[heaviest].plain >= _MOST * weights[page].plain else page


def _down(element: Element, chrome: Set[Element], weights: Mapping[Element, Weight], *, all_is_own: bool) -> Element:
    """Return the smallest element inside `element` beside which nothing looks like content.

    Where all text of `element` is the page's own, nothing may stand beside it.
    """
    found = element
    while True:
        inside = [child for child in element.children if isinstance(child, Element) and child not in chrome]
        heaviest = max(inside, key=lambda child: weights[child].plain, default=None)
        if heaviest is None or heaviest.tag not in _CONTAINERS:
            return found
        beside = [weights[child] for child in inside if child is not heaviest and not _is_linked(weights[child])]
        loose = weights[element].plain - sum(weights[child].plain for child in inside)
        if all_is_own and loose + sum(weight.plain for weight in beside):
            return found
        if not _may_go([*beside, Weight(loose)], weights[heaviest], element.tag in _ROWS):
            return found
        element = heaviest
        if element.tag not in _TABLE_PARTS:
            found = element


def _is_linked(weight: Weight) -> bool:
    return weight.linked > weight.plain


def _may_go(beside: Sequence[Weight], content: Weight, in_row: bool) -> bool:
    """Whether what stands beside the content is a little notice, and the content has headings of its own."""
    plain = sum(weight.plain for weight in beside)
    if not plain:
        return True
    shown = any(weight.structures or weight.labels > 1 or (weight.titles and not content.titles) for weight in beside)
    headed = bool(content.titles or content.structures)
    return headed and not shown and not in_row and plain < min(_LITTLE, _LITTLE_SHARE * content.plain)


def _title(page: Element, root: Element, weights: Mapping[Element, Weight]) -> Element | None:
    """Return the last first-level heading above `root`, where none is inside."""
    found = None
    if weights[root].titles:
        return None
    for element in elements(page):
        if element is root:
            break
        if element.tag == "h1" and weights[element].titles:
            found = element
    return found


def _left_out(root: Element, chrome: Set[Element], weights: Mapping[Element, Weight]) -> Iterator[Element]:
    """Yield what inside `root` belongs to the site; links below a heading are the page's own."""
    headed = False
    for element in elements(root):
        headed = headed or (element.tag in HEADINGS and bool(weights[element].text))
        if element in chrome:
            weight = weights[element]
            named = _is_named(element, weight) or _NAMED_MENU.search(_names(element))
            if named or not headed or weight.inner_links == weight.links:
                yield element


def _names(element: Element) -> str:
    return " ".join(element.attributes.get(key, "") for key in ("id", "class", "role"))
