"""One class's view of its document: the facts, sections and statements that speak of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.alternatives import goes_on, is_way
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, CatalogEntry, Fact, ParsedDocument, Section, Statement, speaks_of


@dataclass(frozen=True, slots=True)
class Spec:
    """One class's view of its document."""

    entry: CatalogEntry
    parsed: ParsedDocument

    def facts(self, facet: str) -> tuple[Fact, ...]:
        """Return the facts of `facet` that speak of this class, blanks included.

        What a document says of this class goes before what it says of the whole series.
        """
        ordinal = self.entry.spec.ordinal
        found = tuple(f for f in self.parsed.facts if f.facet == facet and speaks_of(f.applies_to, ordinal))
        own = tuple(f for f in found if f.applies_to)
        return own or found

    def sections(self, facet: str) -> tuple[Section, ...]:
        """Return the sections that mean `facet`, in reading order; `heading:…` are those so headed."""
        ordinal = self.entry.spec.ordinal
        mine = (s for s in self.parsed.sections if speaks_of(s.applies_to, ordinal))
        if facet.startswith(OWN_HEADING):
            return tuple(s for s in mine if fold(s.heading) == facet.removeprefix(OWN_HEADING))
        return tuple(s for s in mine if s.kind == facet)

    def statements(self, sections: Iterable[Section]) -> tuple[Statement, ...]:
        """Return the statements of `sections` themselves, not of those below them."""
        ordinals = {section.ordinal for section in sections}
        mine = self.entry.spec.ordinal
        return tuple(s for s in self.parsed.statements if s.section in ordinals and speaks_of(s.applies_to, mine))

    def joined(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return `statements` with those of this class that an "and" or "or" at their ends joins, in reading order."""
        wanted = {statement.ordinal for statement in statements}
        mine = {s.ordinal for s in self.parsed.statements if speaks_of(s.applies_to, self.entry.spec.ordinal)}
        for chain in self.chains():
            if wanted & chain:
                wanted |= chain & mine
        return [statement for statement in self.parsed.statements if statement.ordinal in wanted]

    def around(self, section: int, kind: str) -> Section | None:
        """Return the innermost section that means `kind` around the section of that ordinal, or that section itself."""
        at: int | None = section
        while at is not None:
            if self.parsed.sections[at].kind == kind:
                return self.parsed.sections[at]
            at = self.parsed.sections[at].parent
        return None

    def ways(self, statements: Sequence[Statement], opening: Collection[str]) -> tuple[Section, ...]:
        """Return the sections of the ways to qualify, "Either I" and "Or II", of which `statements` are a part.

        Such headings begin with a word of `opening`. One alone heads no alternative, but for "Or II": the way before it
        is run into the text of the section around both, which is returned.
        """
        heads = [s for s in self.parsed.sections if is_way(s.heading, opening) and s.parent is not None]
        inside = {part.ordinal: head for head in heads for part in self.below(head)}
        chosen = {(way.parent, way.kind) for s in statements if (way := inside.get(s.section)) is not None}
        ways = tuple(head for head in heads if (head.parent, head.kind) in chosen)
        if len(ways) == 1 and goes_on(ways[0].heading) and ways[0].parent is not None:
            around = ways[0].parent
            return (self.parsed.sections[around],) if any(s.section == around for s in self.parsed.statements) else ()
        return ways if len(ways) > 1 else ()

    def chains(self) -> Iterator[frozenset[int]]:
        """Yield the ordinals of statements of one section that are joined with the next, one after another."""
        chain: list[Statement] = []
        for statement in self.parsed.statements:
            if chain and (chain[-1].section != statement.section or not chain[-1].group):
                yield frozenset(one.ordinal for one in chain)
                chain = []
            chain.append(statement)
        yield frozenset(one.ordinal for one in chain)

    def below(self, section: Section) -> tuple[Section, ...]:
        """Return `section` and its subsections."""
        inside = {section.ordinal}
        for other in self.parsed.sections:
            if other.parent in inside:
                inside.add(other.ordinal)
        return tuple(s for s in self.parsed.sections if s.ordinal in inside)

    def is_blank(self, section: Section) -> bool:
        """Whether nothing at all stands below the heading of `section`, of no class of the document."""
        inside = {part.ordinal for part in self.below(section)}
        return not any(statement.section in inside for statement in self.parsed.statements)
