"""The classes that a draft draws on: those that the writer names, then those that are similar."""

from collections.abc import Sequence

from assistant.draft.choosing import Drawn
from assistant.draft.values import Similar, Wanted
from assistant.standing import Standing
from assistant.titles import title_keys
from vectorstore.kinds import DESCRIBING
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem


def drawn_on(wanted: Wanted, similar: Sequence[Similar], standing: Standing) -> list[Drawn]:
    """Return the classes of `similar` and those that `wanted` names, which go first, as far as they are there."""
    vocabulary, found = standing.shelf.vocabulary, {one.spec_id: one for one in similar}
    ids = tuple(dict.fromkeys((*wanted.similar_to, *found)))
    specs = standing.shelf.by_id(ids)
    drawn: list[Drawn] = []
    for spec_id in ids:
        if spec_id in specs:
            spec, one = specs[spec_id], found.get(spec_id)
            is_named = spec_id in wanted.similar_to
            has_duty = one is not None and any(part.alike for part in one.parts if part.kind in DESCRIBING)
            akin = has_duty or _shares_work(spec.entry.spec.title, wanted.title, vocabulary)
            score = 1.0 if one is None or is_named else one.score
            work, own = (
                tuple(sorted(title_keys(title, vocabulary)[0].core)) for title in (spec.entry.spec.title, wanted.title)
            )
            drawn.append(Drawn(spec, score, is_named, akin, work, work == own))
    return drawn


def _shares_work(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two titles share a word that is not the one for a person: clerks of two trades do two works."""
    keys = title_keys(one, vocabulary)[0], title_keys(other, vocabulary)[0]
    people = {*vocabulary.title["people"], *(key.head for key in keys)}
    words = [{stem(word) for word in {*key.core, *key.qualifier} - people} for key in keys]
    # A title of one word has no other for its work: "Accountant".
    alone = any(len(key.core) == 1 and key.head == keys[not at].head for at, key in enumerate(keys))
    return bool(words[0] & words[1]) or alone
