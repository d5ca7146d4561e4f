"""The narrower things that a question names, and which statements speak of them: a *driver's* license."""

import re
from collections.abc import Sequence

from vectorstore.spec import ParsedDocument, Statement
from vectorstore.vocabulary import Facet, phrases


def named_terms(facet: Facet, question: str) -> list[re.Pattern[str]]:
    """Return the patterns of the narrower things that the question names."""
    folded = question.replace("’", "'").lower()
    return [pattern for words in facet.terms.values() if (pattern := phrases(words)).search(folded)]


def speaks(parsed: ParsedDocument, statement: Statement, terms: Sequence[re.Pattern[str]]) -> bool:
    """Whether a statement, or the heading it stands below, names each of the narrower things."""
    heading = parsed.sections[statement.section].heading
    folded = f"{heading}: {statement.text}".replace("’", "'").lower()
    return all(term.search(folded) for term in terms)
