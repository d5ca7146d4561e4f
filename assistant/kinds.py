"""Judge whether statements speak of the very kind that a question for yes or no names: a *firearm* license.

The vocabulary knows the common kinds as `terms`; any other one is the word
right before the facet's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.class_view import Spec
from assistant.evidence import Evidence, Found
from assistant.likeness import own_statements, shared
from assistant.terms import named_terms, speaks
from vectorstore.folding import fold
from vectorstore.spec import Modality, Statement
from vectorstore.vocabulary import Vocabulary, phrases
from vectorstore.vocabulary_rows import Facet

#: Strengths that speak of each kind: "None required".
_OF_ALL = frozenset({Modality.STATED, Modality.NOT_REQUIRED})
_MOST_NEAR = 2
#: Sections that say what is asked of whoever does the work.
_OF_PERSON = frozenset({"special", "requirements", "abilities", "skills", "desirable", "physical", "environment"})
#: Texts whose words are kept: a list over all classes looks at the same ones each time. Some kilobytes each.
_REMEMBERED = 4096
#: A word this alike to another (0 to 100) is that one with a slip of the pen.
_ALIKE = 88.0


def of_kind(evidence: Evidence, question: str, vocabulary: Vocabulary) -> Evidence:
    """Return `evidence`, or that nothing states the kind which `question` (without its class) names."""
    if evidence.found is not Found.STATEMENTS or not evidence.facet.binds:
        return evidence
    kind = named_kind(evidence.facet, question, vocabulary)
    told = evidence.all_statements
    if not kind or _naming(told, kind) or any(s.modality in _OF_ALL for s in told):
        return evidence
    near = _nearest(evidence, kind)[:_MOST_NEAR]
    return replace(evidence, found=Found.NOTHING, statements=(), conditions=(), near=tuple(near), ways=(), kind=kind)


def of_person(evidence: Evidence, question: str) -> Evidence:
    """Return `evidence`, or what asks the narrower thing that `question` names of the person, where its facet has none.

    "Willingness to travel" may stand among personal characteristics; a duty with that word tells no condition of work.
    """
    terms = named_terms(evidence.facet, question)
    if not terms or evidence.facet.binds or evidence.found is not Found.NOTHING or not evidence.facet.cues:
        return evidence
    said = [s for s in own_statements(Spec(evidence.entry, evidence.parsed)) if speaks(evidence.parsed, s, terms)]
    asked = tuple(s for s in said if evidence.parsed.sections[s.section].kind in _OF_PERSON)
    if asked:
        return replace(evidence, found=Found.STATEMENTS, statements=asked, near=())
    return replace(evidence, near=(*said, *evidence.near)[:_MOST_NEAR])


def named_kind(facet: Facet, question: str, vocabulary: Vocabulary) -> str:
    """Return the word right before the facet's own in `question`; empty where none narrows it, or a term does."""
    folded = question.replace("’", "'").lower()
    own = phrases(facet.synonyms).search(folded) if facet.synonyms else None
    before = folded[: own.start()].split() if own is not None else []
    word = before[-1].strip(",.;:?!()\"'") if before else ""
    terms = (match for term in named_terms(facet, folded) for match in term.finditer(folded))
    start = folded.rfind(word, 0, own.start()) if own is not None else -1
    if any(match.start() <= start < match.end() for match in terms) or (own and _is_known(f"{word} {own[0]}", facet)):
        return ""
    return "" if _says_nothing(word, vocabulary) else word


def _is_known(named: str, facet: Facet) -> bool:
    """Whether the vocabulary has a kind by its name, if with a slip of the pen: "drivrs licence"."""
    known = (*facet.synonyms, *(phrase for term in facet.terms.values() for phrase in term))
    return process.extractOne(named, known, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _says_nothing(word: str, vocabulary: Vocabulary) -> bool:
    words = vocabulary.words
    plain = words["function"] | words["filler"] | words["polar"] | words["of_any_kind"]
    return len(word) < 3 or not word.isalpha() or word in plain or fold(word) in plain or word in vocabulary.levels


def _nearest(evidence: Evidence, kind: str) -> list[Statement]:
    """What names the kind and speaks of the facet though it asks for nothing; else what was told."""
    own = [s for s in own_statements(Spec(evidence.entry, evidence.parsed)) if evidence.facet.key in s.facets]
    return _naming(own, kind) or list(evidence.all_statements)


def _naming(statements: Iterable[Statement], kind: str) -> list[Statement]:
    """Return the statements that have the word `kind`, if misspelled, or whose words begin with its letters: "EMD"."""
    return [s for s in statements if names(s.text, kind)]


def names(text: str, kind: str) -> bool:
    """Whether `text` has the word `kind`, if misspelled, or words that begin with its letters."""
    return shared(kind, text) == 1.0 or _spells(_words(text), fold(kind))


@lru_cache(_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _spells(words: Sequence[str], kind: str) -> bool:
    initials = "".join(word[0] for word in words)
    return kind in initials or process.extractOne(kind, words, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
