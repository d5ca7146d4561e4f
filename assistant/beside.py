"""Tell by the words beside it that what looks like a title belongs to another name, or to none."""

from collections.abc import Callable, Sequence

from assistant.lexicon import Lexicon, Name
from assistant.marks import Marks
from assistant.runs import Run
from assistant.scan import Token


def is_modified(
    run: Run, tokens: Sequence[Token], marks: Marks, explained: Callable[[int], bool], lexicon: Lexicon
) -> bool:
    """Return whether a word next to the title makes it another: "hydroelectric …", "as a license …", "… of Parks".

    What a comma sets apart does not where a title begins so: "Clerk I, Typist and …".
    """
    before = run.first - 1
    if before >= 0 and not tokens[run.first].apart:
        unexplained = not explained(before) and not tokens[before].raw[0].isdigit()
        if (unexplained and not marks.marks[before].owns) or _is_subject(before, marks, tokens):
            return True
    of = run.last < len(tokens) and tokens[run.last].word == "of"
    after = run.last + of
    if after >= len(tokens) or explained(after) or (marks.marks[after].numeral and tokens[after].after_comma):
        return False
    lists = tokens[after].after_comma and tokens[after].word in lexicon.first_words
    return of or (tokens[after].raw[:1].isupper() and not lists)


def is_of_another(name: Name, run: Run, tokens: Sequence[Token], marks: Marks, lexicon: Lexicon, *, part: bool) -> bool:
    """Return whether words that name little by themselves belong to another title.

    Such are a `part` of a title, a series, a lone level.
    """
    covered = (run.core & name.core).keys()
    lone_level = bool(covered) and covered <= lexicon.vocabulary.levels.keys()
    # "Asst. Accounting Technician" has a word of "Library Assistant", and that is its level.
    if part and lone_level:
        return True
    little = part or name.is_series or lone_level
    return little and _goes_on(run, tokens, marks, lexicon, behind=not part)


def _goes_on(run: Run, tokens: Sequence[Token], marks: Marks, lexicon: Lexicon, *, behind: bool) -> bool:
    """Whether a part of a title stands beside a word of another: "eligibility" in "eligibility technician"."""
    plain = lexicon.vocabulary.words["function"] | lexicon.vocabulary.words["filler"]
    beside = [run.first - 1] if run.first and not tokens[run.first].apart else []
    if behind and run.last < len(tokens) and not tokens[run.last].apart and not marks.marks[run.last - 1].owns:
        beside.append(run.last)
    return any(tokens[at].word in lexicon.by_word and tokens[at].word not in plain for at in beside)


def _is_subject(at: int, marks: Marks, tokens: Sequence[Token]) -> bool:
    """Whether a facet's word is part of a name: "does a license inspector earn …", not "need a license, inspector"."""
    first = at
    while first >= 0 and marks.marks[first].phrased:
        first -= 1
    if not 0 < first < at or tokens[first].word not in marks.vocabulary.title["indefinite"]:
        return False
    opens = {*marks.vocabulary.words["polar"], *marks.vocabulary.title["subjects"]}
    return tokens[first - 1].raw.lower() in opens
