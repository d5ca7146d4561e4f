"""Keep the classes of the catalog: which one a document's specs join, their titles, their conflicts."""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, false, insert, or_, select, update

from vectorstore.joining import Known, choose, code_key, compatible, row_key, title_key
from vectorstore.rows import insert_rows
from vectorstore.spec import ClassSpec, DocumentType, ParsedDocument, short_hash
from vectorstore.tables import aliases, classes, conflicts, sources, specs


def assign(connection: Connection, source_id: str, agency: str, described: Sequence[ClassSpec]) -> list[str]:
    """Return the class of each spec of a document, making those that are new.

    Args:
        connection: A writing one, before the rows of the source's older document go.
        source_id: The document's source; the classes that it described before come first.
        agency: Key of the agency; empty where nobody knows it.
        described: The document's specs.
    """
    codes = Counter(code_key(spec.class_code) for spec in described)
    query = select(specs, classes.c.agency_key).join(classes).where(specs.c.source_id == source_id)
    before = connection.execute(query).all()
    own = [old for old in before if old.agency_key == agency]
    others = [old for old in before if old.agency_key != agency]
    found = []
    for spec in described:
        alone = codes[code_key(spec.class_code)] == 1
        was = _class_before(others, spec, alone=alone)
        found.append(_class_before(own, spec, alone=alone) or _class_of(connection, agency, spec, source_id, was))
    return found


def keyed(connection: Connection, agency: str, rows: Sequence[ClassSpec]) -> list[str]:
    """Return the class of each row of a class table, one for each code: its own, whatever documents there are.

    No document joins it, since a row says of a class only its code: which class that is, is told when rows are read
    (`classtables`), so that it does not matter whether a table or a document came first.
    """
    found = [short_hash("table", agency, row_key(row.class_code), "" if row.class_code else row.title) for row in rows]
    known = set(connection.scalars(select(classes.c.class_id).where(classes.c.class_id.in_(set(found)))))
    # Without keys, so that no document is compared with it.
    made = [{"class_id": one, "agency_key": agency} for one in dict.fromkeys(found) if one not in known]
    insert_rows(connection, classes, made)
    return found


def keep_titles(connection: Connection, source_id: str, parsed: ParsedDocument, class_ids: Sequence[str]) -> None:
    """Note the titles that a document gives its classes.

    Titles of an earlier document of the source are kept, as a class keeps its
    old names; those of the same document, read anew, are not: they were misread.
    """
    of_source, document_id = aliases.c.source_id == source_id, parsed.document.document_id
    connection.execute(delete(aliases).where(of_source, aliases.c.document_id == document_id))
    kept = {(found.class_id, found.title) for found in connection.execute(select(aliases).where(of_source))}
    given = {
        (class_id, title)
        for spec, class_id in zip(parsed.specs, class_ids, strict=True)
        for title in (spec.title, *spec.aliases)
    }
    row = {"source_id": source_id, "document_id": document_id}
    insert_rows(connection, aliases, [{"class_id": one, "title": title, **row} for one, title in given - kept])


def record_conflicts(connection: Connection, source_id: str, agency: str) -> None:
    """Note where a source, whose rows are written, does not agree with another one."""
    mine = connection.execute(select(specs).where(specs.c.source_id == source_id)).all()
    rows = [
        {
            "source_id": source_id,
            "other_source_id": other.source_id,
            "kind": "code" if spec.code_key == other.code_key else "title",
            "class_code": spec.class_code,
            "title": spec.title,
            "other_class_code": other.class_code,
            "other_title": other.title,
        }
        for spec in mine
        for other in connection.execute(_rivals(agency, spec))
    ]
    rows += [
        {"source_id": source_id, "other_source_id": other_id, "kind": "copy"}
        for other_id in connection.scalars(_copies(source_id))
    ]
    for found in rows:
        connection.execute(insert(conflicts), found)


def _rivals(agency: str, spec: Row[Any]) -> Select[Any]:
    """Select the specs of other classes that share the code, or the title under another code."""
    one_title = (specs.c.title_key == spec.title_key) & (specs.c.code_key != "")
    clash = or_(specs.c.code_key == spec.code_key, one_title) if spec.code_key else false()
    return (
        select(specs)
        .join(sources)
        .where(sources.c.agency_key == agency, sources.c.type != DocumentType.TABLE)
        .where(specs.c.class_id != spec.class_id, clash)
        .where(or_(specs.c.source_id != spec.source_id, specs.c.ordinal > spec.ordinal))
    )


def _copies(source_id: str) -> Select[Any]:
    """Select the sources of the same agency that hold the same document; two agencies may well share one."""
    own = select(sources.c.document_id, sources.c.agency_key).where(sources.c.source_id == source_id).subquery()
    same = (sources.c.document_id == own.c.document_id) & (sources.c.agency_key == own.c.agency_key)
    return select(sources.c.source_id).where(same, sources.c.source_id != source_id)


def _class_of(connection: Connection, agency: str, spec: ClassSpec, source_id: str, was: str | None) -> str:
    """Return the agency's class that a spec joins, or a new one; `was` is what its source had for it elsewhere."""
    code, title = code_key(spec.class_code), title_key(spec.title)
    of_agency = classes.c.agency_key == agency
    coded = _known(connection, of_agency & (classes.c.code_key == code)) if code else []
    # Without an agency and a code, equal titles prove nothing: two employers have an Account Clerk each.
    titled = _known(connection, of_agency & (classes.c.title_key == title)) if agency else []
    known = choose(spec.class_code, spec.title, coded, titled)
    if known is None:
        moved = was if was is not None and _is_alone(connection, was, source_id) else None
        return _moved(connection, moved, agency) if moved else _new(connection, agency, spec)
    if code and not known.code_key:
        connection.execute(update(classes).where(classes.c.class_id == known.class_id).values(code_key=code))
    return known.class_id


def _class_before(before: Sequence[Row[Any]], spec: ClassSpec, *, alone: bool) -> str | None:
    """Return the class that this source gave the spec before: by its code, if it has that alone, or its title.

    A title that only the file's name gives goes with that name.
    """
    code = code_key(spec.class_code)
    same = [
        old
        for old in before
        if old.code_key == code
        and ((code and alone) or compatible(old.title, spec.title) or not (_is_printed(old) or _is_printed(spec)))
    ]
    return same[0].class_id if len({old.class_id for old in same}) == 1 else None


def _is_printed(spec: ClassSpec | Row[Any]) -> bool:
    """Return whether a spec's document prints its title."""
    return bool(spec.title_span.end > spec.title_span.start)


def _is_alone(connection: Connection, class_id: str, source_id: str) -> bool:
    """Return whether no other source than `source_id` describes the class."""
    others = select(specs.c.spec_id).where(specs.c.class_id == class_id, specs.c.source_id != source_id)
    return connection.execute(others).first() is None


def _moved(connection: Connection, class_id: str, agency: str) -> str:
    """Give a class to the agency that its only document turned out to be of."""
    connection.execute(update(classes).where(classes.c.class_id == class_id).values(agency_key=agency))
    return class_id


def _known(connection: Connection, condition: ColumnElement[bool]) -> list[Known]:
    found = connection.execute(select(classes).where(condition)).all()
    return [Known(one.class_id, one.code_key, (one.title, *_titles(connection, one.class_id))) for one in found]


def _titles(connection: Connection, class_id: str) -> Sequence[str]:
    return connection.scalars(select(aliases.c.title).where(aliases.c.class_id == class_id)).all()


def _new(connection: Connection, agency: str, spec: ClassSpec) -> str:
    class_id = uuid.uuid4().hex
    connection.execute(
        insert(classes),
        {
            "class_id": class_id,
            "agency_key": agency,
            "code_key": code_key(spec.class_code),
            "title": spec.title,
            "title_key": title_key(spec.title),
        },
    )
    return class_id
