"""Is a part of a sentence as strong as its evidence: required, perhaps required, preferred, or not required?"""

from collections.abc import Sequence

from assistant.narrate.aligning import Part
from assistant.narrate.bonds import Bonds
from assistant.narrate.marks import Bind
from vectorstore.spec import Modality

_OF_MODALITY = {
    Modality.REQUIRED: Bind.MUST,
    Modality.MAY_BE_REQUIRED: Bind.MAY,
    Modality.PREFERRED: Bind.PREFERS,
    Modality.NOT_REQUIRED: Bind.WAIVES,
}
_TELLING = (Modality.DESCRIBED, Modality.STATED)


def is_as_strong(parts: Sequence[Part], at: int, bonds: Bonds) -> bool:
    """Return whether part `at` of a sentence asks for no more and no less than what it repeats.

    Word for word as the evidence puts it is always right. Otherwise both must
    come to the same: what the evidence asks for may also be told as it is,
    what it merely prefers, may ask for or waives must be told as such.
    """
    part = parts[at]
    modality = part.line.unit.modality
    own, led, said = part.line.binds(part.first, part.last), _led(part, bonds), _said(parts, at)
    if said is None or _is_widened(part, own, said):
        return False
    if own and not said and _counted(part) == len(part.kept):
        return True
    if own and (modality in _TELLING or _contradicts(modality, own)):
        return False
    if not said and not own and _says_so(part):
        return True
    if own and not said and not part.kept and not part.lead.says_what and _is_ordered(part):
        return False
    asked = own or led or {bind for bind in (_OF_MODALITY.get(modality),) if bind}
    if not asked or not said:
        return not said and asked <= {Bind.MUST}
    if Bind.MUST in said and Bind.MUST not in asked:
        # "Is required for some positions" is more than "may be required for some positions".
        return False
    if said <= {Bind.CASE} and not part.kept:
        # "A license for some positions": what it is of it leaves open.
        return asked == {Bind.CASE}
    return weakest(asked) is not None and weakest(asked) is weakest(said)


def weakest(binds: set[Bind] | frozenset[Bind]) -> Bind | None:
    """Return what words of asking come to together: what is required for some positions may be; None if nothing."""
    if Bind.CASE in binds and binds <= {Bind.CASE, Bind.MUST, Bind.MAY}:
        return Bind.MAY
    return next(iter(binds)) if len(binds) == 1 else None


def _is_ordered(part: Part) -> bool:
    """Whether its line says what someone must do: "must work nights" is told as no "works nights"."""
    piece = next(p for p in part.line.pieces if p.start <= part.first < p.stop)
    before = part.line.marks[piece.start : part.last]
    return any(mark.bind is Bind.MUST and not mark.asks_behind and mark.raw.lower() == "must" for mark in before)


def _is_widened(part: Part, own: set[Bind], said: frozenset[Bind]) -> bool:
    """Whether what only some positions ask for is told of them all: "may be required for the positions"."""
    told = Bind.CASE in said or Bind.CASE in part.kept
    return Bind.CASE in own and not told and (part.lead.is_many or part.tail.is_many)


def _said(parts: Sequence[Part], at: int) -> frozenset[Bind] | None:
    """What a part says of it by words of its own, or by those of the parts around it; None where that is unclear."""
    part = parts[at]
    own = part.lead.binds | part.inside | part.tail.binds
    if own or part.kept:
        return own
    if at and part.is_finite and part.line.unit.modality in _TELLING:
        # "May act for the chief and keeps records": no longer what it may.
        return frozenset()
    before = next((p for p in reversed(parts[:at]) if p.lead.binds or p.inside or p.tail.binds or p.kept), None)
    behind = next((p for p in parts[at + 1 :] if p.lead.binds or p.inside or p.tail.binds or p.kept), None)
    ahead = (behind.tail.binds or _closing(behind)) if behind is not None and not behind.lead.binds else frozenset()
    back = (before.lead.binds | _opening(before)) if before is not None else frozenset()
    if ahead and back and ahead != back:
        return None
    return frozenset(ahead or back)


def _opening(part: Part) -> frozenset[Bind]:
    """How a part asks by the evidence's own words before the rest of them."""
    first = part.line.marks[part.first]
    return frozenset({first.bind} if first.bind and part.kept else ())


def _closing(part: Part) -> frozenset[Bind]:
    """How a part asks by the evidence's own words behind the rest of them."""
    last = part.line.marks[part.last - 1]
    return frozenset({last.bind} if last.bind and part.kept else ())


def _counted(part: Part) -> int:
    """How many words of asking the pieces of its line have."""
    pieces = [p for p in part.line.pieces if p.start < part.last and part.first < p.stop]
    return sum(part.line.marks[i].bind is not None for piece in pieces for i in piece)


def _says_so(part: Part) -> bool:
    """Whether the words that a part repeats are themselves as weak as its unit: "may be subject to"."""
    line, modality = part.line, part.line.unit.modality
    text = line.marked.text[line.marks[part.first].start : line.marks[part.last - 1].end]
    return modality in _OF_MODALITY and line.lists.vocabulary.modality(text) is modality


def _led(part: Part, bonds: Bonds) -> set[Bind]:
    lead = bonds.lead_of(bonds.at(part.line))
    return {mark.bind for mark in lead.marks if mark.bind} if lead is not None else set()


def _contradicts(modality: Modality, own: set[Bind]) -> bool:
    """Whether the whole unit is weaker than the words at hand, which must be told as they are then."""
    whole = _OF_MODALITY.get(modality, Bind.MUST)
    return whole is not Bind.MUST and weakest(own) is not whole
