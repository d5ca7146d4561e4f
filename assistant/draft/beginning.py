"""Begin a draft: find similar classes, and gather from them, or take the current text of the spec that is revised."""

from collections.abc import Collection
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.adding import with_source
from assistant.draft.compose import composed, revised
from assistant.draft.labelling import with_code
from assistant.draft.similar import about_spec, about_wanted, find_similar
from assistant.draft.values import Draft, DraftSection, Wanted
from assistant.errors import DraftError, UnknownSpecError
from assistant.standing import Standing
from ingest.readers.characters import canonical
from vectorstore.folding import one_line


def begun(draft_id: str, wanted: Wanted, standing: Standing) -> Draft:
    """Return the first version of a draft of what is `wanted`.

    A revision has the title and code of the spec that it revises where no
    other is asked for, and is of its agency; a new class is of the agency of
    the most similar one where none is named.

    Raises:
        UnknownSpecError: a spec that is to be revised or drawn on is not there.
        DraftError: it has no title.
    """
    known = _known((wanted.revises, *wanted.similar_to), standing)
    wanted = _plain(wanted)
    if wanted.revises:
        return _revision(draft_id, wanted, known[wanted.revises], standing)
    if not wanted.title:
        raise DraftError("a new class needs a title")
    similar = find_similar(about_wanted(wanted), standing)
    first = next(iter((*wanted.similar_to, *(one.spec_id for one in similar))), "")
    if not wanted.agency and first:
        agency = known[first].entry.agency if first in known else similar[0].agency
        wanted = replace(wanted, agency=agency)
    return Draft(draft_id, wanted, similar=similar, sections=composed(wanted, similar, standing))


def with_more(draft: Draft, spec_id: str, standing: Standing) -> tuple[DraftSection, ...]:
    """Return the sections of a draft with what the class of a spec says as well.

    Raises:
        UnknownSpecError: there is no such spec.
    """
    return with_source(draft.sections, draft.wanted, _known([spec_id], standing)[spec_id], standing)


def _revision(draft_id: str, wanted: Wanted, spec: Spec, standing: Standing) -> Draft:
    of = spec.entry
    title, code = wanted.title or of.spec.title, wanted.class_code or of.spec.class_code
    wanted = replace(wanted, title=title, class_code=code, agency=of.agency)
    similar = find_similar(about_spec(spec), standing, without=[of.spec_id])
    draft = Draft(draft_id, wanted, similar=similar, sections=revised(wanted, spec, standing))
    return with_code(draft, standing.shelf.vocabulary)


def _plain(wanted: Wanted) -> Wanted:
    """What is wanted without stray white space and what nobody sees; the notes keep their lines."""
    return replace(
        wanted,
        title=_on_a_line(wanted.title),
        agency=_on_a_line(wanted.agency),
        class_code=_on_a_line(wanted.class_code),
        unit=_on_a_line(wanted.unit),
        notes=canonical(wanted.notes).text,
        supervisor=_on_a_line(wanted.supervisor),
    )


def _on_a_line(text: str) -> str:
    return one_line(canonical(text).text)


def _known(spec_ids: Collection[str], standing: Standing) -> dict[str, Spec]:
    asked = [spec_id for spec_id in spec_ids if spec_id]
    found = standing.shelf.by_id(asked)
    for spec_id in asked:
        if spec_id not in found:
            raise UnknownSpecError(f"there is no spec {spec_id!r}; GET /v1/specs lists those there are")
    return found
