"""Begin a draft: find similar classes, and gather from them, or take the current text of the spec that is revised."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.adding import with_source
from assistant.draft.compose import composed, revised
from assistant.draft.distant import notice_of
from assistant.draft.labelling import with_code
from assistant.draft.notes_asked import with_notes_asked
from assistant.draft.outline import outline_of
from assistant.draft.rewrite import rewritten
from assistant.draft.similar import about_spec, about_wanted, find_similar
from assistant.draft.values import Draft, DraftSection, Wanted
from assistant.errors import DraftError, UnknownSpecError
from assistant.model.port import ChatModel
from assistant.standing import Standing
from ingest.readers.characters import canonical
from vectorstore.folding import fold, one_line

#: Who composed what no model reworded.
_CATALOG = "catalog"


def begun(draft_id: str, wanted: Wanted, standing: Standing, model: ChatModel | None = None) -> Draft:
    """Return the first version of a draft of what is `wanted`, in the words of `model` where it may reword some.

    A revision has the title and code of the spec that it revises where no
    other is asked for, and is of its agency; a new class is of the agency of
    the most similar one where none is named. The text that is revised stays as
    it is, unless notes say what is to be another: those are asked about where
    no model rewords what they mean.

    Raises:
        UnknownSpecError: a spec that is to be revised or drawn on is not there.
        DraftError: it has no title.
    """
    known = _known((wanted.revises, *wanted.similar_to), standing)
    wanted = _plain(wanted)
    if wanted.revises:
        return _revision(draft_id, wanted, known[wanted.revises], standing, model)
    if not fold(wanted.title):
        raise DraftError("a new class needs a title")
    draft = _new(draft_id, wanted, known, standing)
    return _reworded(draft, model, standing) if model is not None else draft


def with_more(draft: Draft, spec_id: str, standing: Standing) -> tuple[DraftSection, ...]:
    """Return the sections of a draft with what the class of a spec says as well.

    Raises:
        UnknownSpecError: there is no such spec.
    """
    return with_source(draft.sections, draft.wanted, _known([spec_id], standing)[spec_id], standing)


def _new(draft_id: str, wanted: Wanted, known: Mapping[str, Spec], standing: Standing) -> Draft:
    """A new class, gathered from specs like it; where no agency is named, it is of that of the first of them."""
    similar = find_similar(about_wanted(wanted), standing)
    first = next(iter((*wanted.similar_to, *(one.spec_id for one in similar))), "")
    nearest = known[first].entry.agency if first in known else similar[0].agency if first else ""
    wanted = replace(wanted, agency=wanted.agency or nearest)
    sections = composed(wanted, similar, standing)
    own = outline_of(wanted.agency, standing)
    common = (own if own.documents else outline_of(nearest, standing)).common
    notice = notice_of(wanted, sections, common, None if own.documents else nearest)
    return Draft(draft_id, wanted, similar=similar, sections=sections, notice=notice)


def _revision(draft_id: str, wanted: Wanted, spec: Spec, standing: Standing, model: ChatModel | None) -> Draft:
    draft = _current(draft_id, wanted, spec, standing)
    if model is not None and wanted.notes.strip():
        draft = _reworded(draft, model, standing)
    return draft if draft.composed_by != _CATALOG else _with_notes(draft, standing)


def _current(draft_id: str, wanted: Wanted, spec: Spec, standing: Standing) -> Draft:
    """The current text of the spec that is revised, under the title and code that are wanted."""
    of = spec.entry
    title, code = wanted.title or of.spec.title, wanted.class_code or of.spec.class_code
    wanted = replace(wanted, title=title, class_code=code, agency=of.agency)
    similar = find_similar(about_spec(spec), standing, without=[of.spec_id])
    draft = Draft(draft_id, wanted, similar=similar, sections=revised(wanted, spec, standing))
    return with_code(draft, standing.shelf.vocabulary)


def _with_notes(draft: Draft, standing: Standing) -> Draft:
    """A revision that no model reworded, with the questions that its notes raise."""
    return replace(draft, sections=with_notes_asked(draft.sections, draft.wanted, standing.shelf.index.embedder))


def _reworded(draft: Draft, model: ChatModel, standing: Standing) -> Draft:
    sections, notice = rewritten(draft.sections, draft.wanted, model, standing)
    is_reworded = any(line.author == model.name for section in sections for line in section.lines)
    notice = " ".join(filter(None, (draft.notice, notice)))
    return replace(
        draft, sections=sections, notice=notice, composed_by=model.name if is_reworded else draft.composed_by
    )


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
