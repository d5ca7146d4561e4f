"""Titles that are made otherwise than those of the same work, skip a number, or are not the table's."""

from collections.abc import Iterator, Sequence

from assistant.class_view import Spec
from assistant.draft.checks.agency_titles import of_work
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.checks.title_form import Form, form_of, model_of
from assistant.draft.values import Finding
from assistant.titles import numeral_value
from vectorstore.folding import fold

#: How a title without a numeral counts among those that have one.
_FIRST = 1


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield what is odd in the title of `spec`, at the title."""
    own = form_of(spec.entry.spec.title, context.vocabulary)
    others = [form for _, form in of_work(spec.entry, context)]
    told = [*_made_otherwise(own, others, rule), *_skipping(own, others, rule), *_of_table(spec, rule, context)]
    yield from (finding(spec, rule, message, spec.entry.spec.title_span) for message in told)


def _made_otherwise(own: Form, others: Sequence[Form], rule: Rule) -> Iterator[str]:
    """Where a level, numeral or specialty stands, or how it is written, is as in no title beside it."""
    least, share = rule.parameters["least_alike"], rule.parameters["share_alike"]
    for part, name in rule.parameters["parts"].items():
        alike = [form for form in others if part != "specialty" or form.key.qualifier == own.key.qualifier]
        if (model := model_of(own, alike, part, least=least, share=share)) is not None:
            yield rule.message.format(title=own.title, part=name, other=model.title)


def _skipping(own: Form, others: Sequence[Form], rule: Rule) -> Iterator[str]:
    """No title of the same work and level has the numeral before this one; one without a numeral is the first."""
    number = numeral_value(own.key.numeral)
    plain = {_FIRST} if any(not form.key.numeral for form in others) else set()
    known = plain | {numeral_value(form.key.numeral) for form in others if form.key.levels == own.key.levels}
    if number > _FIRST and number - 1 not in known:
        yield rule.messages["skips"].format(title=own.title, missing=number - 1)


def _of_table(spec: Spec, rule: Rule, context: Context) -> Iterator[str]:
    """The newest row of the class in a class table has a title that cannot be this one."""
    row = next(reversed(context.rows(spec.entry)), None)
    if row is None or not context.shelf.is_retitled(spec.entry, row):
        return
    title, listed = spec.entry.spec.title, row.entry.spec.title
    # "C.E.A." and "CEA" are one.
    if fold(title).replace(" ", "") != fold(listed).replace(" ", ""):
        yield rule.messages["table"].format(title=title, listed=listed, date=row.effective)
