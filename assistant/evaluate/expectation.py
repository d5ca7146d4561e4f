"""What a question file may expect of an answer; `judge.py` says when each is met."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answer import Status
from vectorstore.spec import Modality

#: To select questions by; nothing that an answer could miss.
_SELECTORS = frozenset({"with_pay", "without_pay"})
#: Says how another one is meant.
_MODIFIERS = {"among_first": "document_cited", "among": "items"}


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from error
    return text


def _worded(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank")
    return text


Text = Annotated[str, AfterValidator(_worded)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Expectation(BaseModel):
    """What one question expects: all that is given must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Status | None = None

    status_in: Annotated[tuple[Status, ...], Field(min_length=1)] | None = None
    """One of these."""

    contains: Texts | None = None
    """Texts that the answer or its quotes have, all of them, in any case and spacing."""

    any_of: Texts | None = None
    """The same, at least one of them."""

    money: Texts | None = None
    """Amounts, all of them, however written: "$71,412" or "71412.00"."""

    fuzzy_title: Text | None = None
    """A title of which most words are in the answer or its quotes."""

    offers: Texts | None = None
    """Texts that the answer or its choices have, all of them."""

    document: Text | None = None
    """File name of the document that the first citation is of."""

    document_cited: Text | None = None
    """File name of a document that is cited as the first one, or `among_first`."""

    among_first: Annotated[int, Field(ge=1)] | None = None
    """As many distinct documents are looked at for `document_cited`."""

    documents: Texts | None = None
    """File names of documents that are cited, all of them."""

    section: Text | None = None
    """Part of the path of a cited section; of `document` where that is given."""

    covers: Text | None = None
    """A text of whose runs of three words half are in the answer or its quotes."""

    quote_matches: Annotated[Text, AfterValidator(_pattern)] | None = None
    """A regular expression that a quote matches somewhere."""

    items: tuple[Text, ...] | None = None
    """Class codes that the answer lists."""

    among: tuple[Text, ...] | None = None
    """Class codes that `items` is about; others listed do not count. All where it is not given."""

    total: Annotated[int, Field(ge=0)] | None = None
    """How many classes there are."""

    modality: Modality | None = None
    """How strongly a license is asked for, in the answer's facts."""

    with_pay: bool = False
    """Holds where a pay table was imported; only to select by."""

    without_pay: bool = False
    """Holds where none was; only to select by."""

    @model_validator(mode="after")
    def _expects(self) -> Self:
        for name, other in _MODIFIERS.items():
            if getattr(self, name) is not None and getattr(self, other) is None:
                raise ValueError(f"{name!r} says nothing without {other!r}")
        if not any(getattr(self, name) is not None for name in self.model_fields_set - _SELECTORS):
            raise ValueError("nothing is expected; name a `status` at least")
        if self.status is not None and self.status_in is not None:
            raise ValueError("'status' and 'status_in' are both given; keep one")
        return self

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that are right; all where none is named."""
        named = self.status_in or ((self.status,) if self.status is not None else ())
        return frozenset(named) or frozenset(Status)

    def as_dict(self) -> dict[str, Any]:
        """Return what is expected, as it was written."""
        return self.model_dump(mode="json", exclude_unset=True)


def expectation_of(data: Mapping[str, Any]) -> Expectation:
    """Return the expectation that `data`, an `expect` of a question file, means.

    Raises:
        ValueError: there is none such; the message has a line for each thing that is wrong.
    """
    try:
        return Expectation.model_validate(data)
    except ValidationError as error:
        raise ValueError("\n".join(_told(error))) from error


def _told(error: ValidationError) -> Iterator[str]:
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        said = one["msg"].removeprefix("Value error, ").replace("a valid tuple", "a list")
        if one["type"] == "extra_forbidden":
            yield f"the expectation {name!r} is not known; {_meant(name)}"
        elif not name:
            yield said
        else:
            yield f"the expectation {name!r} has {one['input']!r}: {said[:1].lower()}{said[1:]}"


def _meant(name: str) -> str:
    known = sorted(Expectation.model_fields)
    near = get_close_matches(name, known, n=1)
    return f"is {near[0]!r} meant?" if near else f"there are {', '.join(known)}"
