"""A small draft of an invented class, as composing would leave it."""

from assistant.draft.taking import said
from assistant.draft.values import Draft, DraftSection, Line, Origin, Provenance, Wanted
from assistant.draft.wording import changes
from vectorstore.vocabulary import Vocabulary


def origin(spec_id: str, quote: str, start: int = 0) -> Origin:
    """Where a spec of Marlow County says `quote`."""
    return Origin(
        spec_id=spec_id,
        source_id=f"source-{spec_id}",
        title="Harbor Clerk",
        class_code="H100",
        agency="Marlow County",
        revision="2020-01-01",
        source=f"{spec_id}.txt",
        section="DUTIES",
        quote=quote,
        start=start,
        end=start + len(quote),
        line=1,
    )


def taken_line(line_id: str, text: str, spec_id: str = "s1", **more: object) -> Line:
    """A line with the words of a spec."""
    source = origin(spec_id, text)
    return Line(line_id, said([source]), Provenance.TAKEN, (source,), **more)  # type: ignore[arg-type]


def adapted_line(line_id: str, before: str, after: str, vocabulary: Vocabulary) -> Line:
    """A line whose slots are filled."""
    return Line(line_id, after, Provenance.ADAPTED, (origin("s1", before),), changes(before, after, vocabulary))


def harbor_draft(vocabulary: Vocabulary) -> Draft:
    """A draft of a Pier Clerk: four labels, a definition and two duties."""
    asked = Line("h3", "", Provenance.NEEDS_INPUT, question="Which department?", label="Department", facet="department")
    header = (
        Line("h1", "Pier Clerk", Provenance.NEW, label="Title", facet="title"),
        Line("h2", "P200", Provenance.NEW, label="Class Code", facet="class_code"),
        asked,
    )
    definition = adapted_line("d1", "The Harbor Clerk keeps the books.", "The Pier Clerk keeps the books.", vocabulary)
    duties = (
        taken_line("t1", "Files two reports a day.", depth=1),
        taken_line("t2", "Answers the Senior Pier Clerk.", depth=1),
    )
    return Draft(
        "draft-1",
        Wanted("Pier Clerk", agency="Marlow County", class_code="P200", similar_to=("s1",)),
        sections=(
            DraftSection("", "header", header),
            DraftSection("DEFINITION", "definition", (definition,)),
            DraftSection("TYPICAL DUTIES", "duties", duties),
        ),
    )
