"""Which elements of a web page are shown: those that are structure, with no attribute but a table's."""

import re

#: As what an element of a page is shown; of any other only its content is.
SHOWN = {
    **{tag: tag for tag in ("h1", "h2", "h3", "h4", "h5", "h6")},
    **{tag: tag for tag in ("p", "ul", "ol", "li", "dl", "dt", "dd", "br", "hr", "blockquote", "pre")},
    **{tag: tag for tag in ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")},
    **{"strong": "strong", "b": "strong", "em": "em", "i": "em", "menu": "ul", "dir": "ul"},
    **{tag: "pre" for tag in ("plaintext", "xmp", "listing", "textarea")},
    **{
        tag: "div"
        for tag in ("div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "center")
    },
    **{tag: "div" for tag in ("fieldset", "legend", "figure", "figcaption", "details", "summary", "address")},
}

#: Elements of what is shown.
TAGS = frozenset(SHOWN.values())

#: Elements without content.
VOID = frozenset({"br", "hr"})

#: Elements that stand in a line of text.
INLINE = frozenset({"strong", "em", "br"})

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: Inside of which an element may stand; elsewhere it is a `div`.
PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "caption": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}

#: Attributes that are shown, with what their value may be.
ATTRIBUTES = {
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "rowspan": re.compile(r"[1-9][0-9]{0,2}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
}
