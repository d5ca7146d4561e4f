"""Classes that a text names and that have another name now, are gone, or never were in the catalog."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.gone import roster_date, why_gone
from assistant.draft.checks.neighbors import is_same
from assistant.draft.checks.references import Named, Names, names_of
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from assistant.titles import title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Statement
from vectorstore.vocabulary import phrases


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield the classes that `spec` names and its agency has not, by that title; nothing where it is gone itself."""
    if why_gone(spec.entry, rule, context):
        return
    names = names_of(spec.entry.agency, context)
    for statement in own_statements(spec):
        for named in names.named(statement.text):
            message = _message(spec, statement, named, names, rule, context)
            if message:
                yield finding(spec, rule, message, statement.span)


def _message(spec: Spec, statement: Statement, named: Named, names: Names, rule: Rule, context: Context) -> str:
    """What is wrong with a name; empty where nothing is."""
    if any(is_same(spec.entry, entry) for entry in named.entries) or not _is_class(named.printed, statement.text, rule):
        return ""
    if named.is_past:
        now = named.entries[0].spec
        return rule.messages["renamed"].format(printed=named.printed, now=now.title, code=now.class_code)
    if not named.entries:
        return _missing(spec, named, names, rule, context)
    gone = [why_gone(entry, rule, context) for entry in named.entries if named.is_whole or _is_beside(spec, entry)]
    return rule.message.format(printed=named.printed, why=gone[0]) if gone and all(gone) else ""


def _missing(spec: Spec, named: Named, names: Names, rule: Rule, context: Context) -> str:
    date = roster_date(spec.entry, rule, context)
    told = {"printed": named.printed, "date": date, "like": _like(named, names, rule)}
    return rule.messages["missing"].format(**told) if date else ""


def _is_beside(spec: Spec, entry: CatalogEntry) -> bool:
    """Whether a class is one of the same document, where it may be called without its specialty."""
    return entry.source_id == spec.entry.source_id


def _is_class(printed: str, text: str, rule: Rule) -> bool:
    """Whether a name is one of a class: neither of a license or a part that somebody acts, nor begun by a verb."""
    at = text.find(printed)
    before = text[max(0, at - rule.parameters["reach"]) : at].lower()
    verb = printed[:1].islower() and not printed.islower()
    license = printed.lower().startswith(rule.words["licensed"])
    return not (verb or license or phrases(rule.words["acting"]).search(before))


def _like(named: Named, names: Names, rule: Rule) -> str:
    """The title that a missing one may be a slip or another form of, for a message; empty for none."""
    key = title_keys(named.printed, names.vocabulary)[0]
    same_level = [
        title
        for titles in names.present.values()
        for title in titles[:1]
        if (other := title_keys(title, names.vocabulary)[0]).levels == key.levels and other.numeral == key.numeral
    ]
    close = process.extractOne(
        named.printed, same_level, scorer=fuzz.ratio, processor=fold, score_cutoff=rule.parameters["alike"]
    )
    return rule.messages["like"].format(title=close[0]) if close else ""
