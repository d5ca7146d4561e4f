"""Tell what a statement speaks of and how strongly it binds.

A license that a note merely mentions, as proof of identity or on a form, is
no requirement, and what a paragraph tells of another class is none of this
one; what "Some positions may require" is neither certain nor absent.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vectorstore.folding import fold
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary, phrases

_ASKING_SECTIONS = frozenset(
    {
        "requirements", "education", "experience", "training", "license", "certificate", "clearance", "testing",
        "age", "physical", "special", "knowledge", "skills", "abilities",
    }
)  # fmt: skip

#: Sections that tell of the work; only a condition of employment among it asks for something.
_TELLING_SECTIONS = frozenset(
    {"duties", "definition", "scope", "levels", "supervision", "supervision_exercised", "responsibility"}
)
_CONDITIONS = frozenset({"license", "certificate", "clearance", "testing", "age"})

# Of the words that ask for something, those that do so even among what is desirable.
_MUST = re.compile(r"\b(?:must|shall|require[ds]?|mandatory|necessary)\b")

# "provide applicants with a license" asks nothing of them; "applicants must have a license" does.
_OF_WHOM = re.compile(
    r"\b(?:position|incumbent|applicant|candidate|appointee|person)s?\b|^(?:must|possession|(?:an? )?valid)\b"
)

#: What is asked for here is the knowledge itself, whatever it is a knowledge of.
_KNOWING_SECTIONS = frozenset({"knowledge", "skills", "abilities"})


def read_statement(text: str, kinds: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], Modality]:
    """Return the facets of a statement and how strongly it binds.

    `kinds` are the facets of the section that it stands in and of those
    around it, its own first. A facet that can be required and that the words
    only mention (a copy, a record) is left out where something else is asked
    for; where nothing else is, the statement is described.
    """
    own = kinds[0] if kinds else ""
    spoken = spoken_facets(text, vocabulary)
    bound = [key for key in spoken if vocabulary.facets[key].binds]
    mentioned = [key for key in bound if _only_mentioned(text, key, own, vocabulary)]
    if own not in spoken and _in_another_sense(text, own, vocabulary):
        mentioned.append(own)
    asked = [key for key in bound if key not in mentioned]
    if mentioned and (asked or own in _KNOWING_SECTIONS):
        spoken = [key for key in spoken if key not in mentioned]
        mentioned = []
    facets = tuple(dict.fromkeys([*kinds[:1], *spoken]))
    return facets, _modality(text, kinds, spoken, asked, bool(mentioned), vocabulary)


def spoken_facets(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the facets that the words of a statement name, wherever it stands.

    A mention that holds the cue itself gives it another sense: a dog license
    is no license of the one who sells it.
    """
    folded = _folded(text)
    return [key for key, cue in vocabulary.cues.items() if cue.search(_in_own_sense(folded, key, cue, vocabulary))]


def _in_another_sense(text: str, key: str, vocabulary: Vocabulary) -> bool:
    cue = vocabulary.cues.get(key)
    return cue is not None and bool(cue.search(_folded(text))) and vocabulary.facets[key].binds


def _in_own_sense(folded: str, key: str, cue: re.Pattern[str], vocabulary: Vocabulary) -> str:
    mention = vocabulary.mentions.get(key)
    if mention is None:
        return folded
    return mention.sub(lambda match: " " if cue.search(match[0]) else match[0], folded)


def _modality(
    text: str,
    kinds: Sequence[str],
    spoken: Iterable[str],
    asked: Sequence[str],
    mentioned: bool,
    vocabulary: Vocabulary,
) -> Modality:
    own = kinds[0] if kinds else ""
    if fold(text) in vocabulary.document["blanks"]:
        return Modality.STATED
    said = vocabulary.modality(text)
    if said is None and not asked and text.endswith(":"):
        return Modality.DESCRIBED
    if mentioned or said is Modality.DESCRIBED or own in ("distinguishing", "substitution"):
        return Modality.DESCRIBED
    if own in _TELLING_SECTIONS:
        conditions = [key for key in asked if key in _CONDITIONS and _is_asked_for(text, key, vocabulary)]
        return said if said and conditions and _OF_WHOM.search(_folded(text)) else Modality.DESCRIBED
    if "desirable" in kinds and said is Modality.REQUIRED and not _MUST.search(_folded(text)):
        return Modality.PREFERRED
    asking = any(kind in _ASKING_SECTIONS for kind in kinds)
    if said is not None and (asked or asking or own == "environment" or "desirable" in spoken):
        return said
    if "desirable" in kinds:
        return Modality.PREFERRED
    if own == "notes" and not any(_is_asked_for(text, key, vocabulary) for key in asked):
        return Modality.DESCRIBED
    return Modality.REQUIRED if asking else Modality.DESCRIBED


def _only_mentioned(text: str, facet: str, own: str, vocabulary: Vocabulary) -> bool:
    if _is_asked_for(text, facet, vocabulary):
        return False
    mention = vocabulary.mentions.get(facet)
    known = own in _KNOWING_SECTIONS and facet in _CONDITIONS
    return known or (mention is not None and bool(mention.search(_folded(text))))


def _is_asked_for(text: str, facet: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that asks for the facet stands next to it."""
    cue = vocabulary.cues[facet].pattern
    return bool(_asking_pattern(cue, vocabulary.binding_before, vocabulary.binding_after).search(_folded(text)))


@lru_cache(maxsize=256)
def _asking_pattern(cue: str, before: tuple[str, ...], after: tuple[str, ...]) -> re.Pattern[str]:
    """Pattern of a cue with a word that asks for it next to it, no clause between."""
    near = r"[^.;:]{0,70}?"
    return re.compile(f"{phrases(before).pattern}{near}{cue}|{cue}{near}{phrases(after).pattern}")


def _folded(text: str) -> str:
    return text.replace("’", "'").lower()
