"""The errors that the checks find in a draft: whoever publishes has to know of them."""

from collections.abc import Iterable, Sequence

from assistant.draft.values import Finding


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those of `findings` that are errors, and neither warnings nor notes."""
    return tuple(one for one in findings if one.severity == "error")


def told_of(errors: Sequence[Finding]) -> str:
    """Return why a draft with `errors`, one or more, is not published yet, and what to do."""
    first, *others = errors
    found = f"the checks find {len(errors)} errors, the first" if others else "the checks find an error"
    what = "them" if others else "it"
    return f"{found}: {first.message} Mend {what}, or confirm that it is published with {what}"
