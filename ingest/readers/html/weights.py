"""How much text each element of a page holds, and how much of it is in links: what tells a menu from a paragraph."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from ingest.readers.html.tree import Element

#: Elements that print a heading.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# What a little notice beside the content has not.
_STRUCTURES = (HEADINGS - {"h1"}) | {"table", "dl"}


@dataclass(frozen=True, slots=True)
class Weight:
    """What is inside an element, counted."""

    plain: int = 0
    """Visible characters outside links, white space apart."""

    linked: int = 0
    """Visible characters inside links, white space apart."""

    links: int = 0

    inner_links: int = 0
    """Links to places of the same page."""

    titles: int = 0
    """First-level headings with text outside links."""

    structures: int = 0
    """Other headings, tables and lists of terms, with text outside links."""

    labels: int = 0
    """Colons in text outside links."""

    @property
    def text(self) -> int:
        """All visible characters."""
        return self.plain + self.linked

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(
            self.plain + other.plain,
            self.linked + other.linked,
            self.links + other.links,
            self.inner_links + other.inner_links,
            self.titles + other.titles,
            self.structures + other.structures,
            self.labels + other.labels,
        )


def weigh(root: Element, without: Set[Element] = frozenset()) -> dict[Element, Weight]:
    """Return the weight of `root` and of every element below it, elements of `without` taken for empty."""
    weights: dict[Element, Weight] = {}
    for element, in_link in reversed(list(_with_links(root))):
        inside = sum((weights[child] for child in element.children if isinstance(child, Element)), Weight())
        weight = inside + _own(element, in_link)
        weights[element] = Weight() if element in without else weight + _named(element, weight)
    return weights


def elements(root: Element) -> Iterator[Element]:
    """Yield `root` and every element below it, in the order of the page."""
    pending = [root]
    while pending:
        element = pending.pop()
        yield element
        pending += [child for child in reversed(element.children) if isinstance(child, Element)]


def _with_links(root: Element) -> Iterator[tuple[Element, bool]]:
    """Yield every element, those around before those inside, with whether it is in a link."""
    pending = [(root, False)]
    while pending:
        element, in_link = pending.pop()
        in_link = in_link or (element.tag == "a" and "href" in element.attributes)
        yield element, in_link
        pending += [(child, in_link) for child in element.children if isinstance(child, Element)]


def _own(element: Element, in_link: bool) -> Weight:
    texts = [child for child in element.children if isinstance(child, str)]
    size = sum(len("".join(text.split())) for text in texts)
    if not in_link:
        return Weight(size, labels=sum(text.count(":") for text in texts))
    is_link = element.tag == "a"
    inner = is_link and element.attributes.get("href", "").startswith("#")
    return Weight(0, size, int(is_link), int(inner))


def _named(element: Element, weight: Weight) -> Weight:
    shown = weight.plain > 0
    return Weight(titles=int(shown and element.tag == "h1"), structures=int(shown and element.tag in _STRUCTURES))
