"""The narrower things that a question names, and which statements speak of them: a *driver's* license."""

import re
from collections.abc import Iterable, Sequence

from vectorstore.spec import ParsedDocument, Statement
from vectorstore.vocabulary import phrases
from vectorstore.vocabulary_rows import Facet


def named_terms(facet: Facet, question: str) -> list[re.Pattern[str]]:
    """Return the patterns of the narrower things that the question names."""
    return patterns(facet, [key for key in term_keys(facet, question) if key in facet.terms])


def term_keys(facet: Facet, question: str) -> tuple[str, ...]:
    """Return the narrower things that the question names, those included that only a list holds apart."""
    folded = question.replace("’", "'").lower()
    return tuple(key for key, words in {**facet.terms, **facet.listed}.items() if phrases(words).search(folded))


def patterns(facet: Facet, keys: Iterable[str]) -> list[re.Pattern[str]]:
    """Return the patterns of the narrower things `keys`."""
    return [phrases({**facet.terms, **facet.listed}[key]) for key in keys]


def speaks(parsed: ParsedDocument, statement: Statement, terms: Sequence[re.Pattern[str]]) -> bool:
    """Whether a statement, or the heading it stands below, names each of the narrower things."""
    return names_each(parsed.sections[statement.section].heading, statement, terms)


def names_each(heading: str, statement: Statement, terms: Sequence[re.Pattern[str]]) -> bool:
    """Whether a statement below `heading`, or that heading, names each of the narrower things."""
    folded = f"{heading}: {statement.text}".replace("’", "'").lower()
    return all(term.search(folded) for term in terms)
