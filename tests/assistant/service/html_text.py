"""What a browser would read in a page: texts by the id of their element, marks, and tags."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """A page, parsed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.marked = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert self._open == [], f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in _VOID:
            identifier = dict(attrs).get("id")
            assert identifier is None or identifier not in self.texts, f"twice: {identifier}"
            if identifier:
                self.texts[identifier] = ""
            self._open.append((tag, identifier))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, identifier in self._open:
            if identifier:
                self.texts[identifier] += data
            if tag == "mark":
                self.marked += data
