"""Classes that a text names and that have another name now, are gone, or never were in the catalog."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from assistant.class_view import Spec
from assistant.draft.checks.agency_titles import is_same
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.gone import gone_of, roster_date
from assistant.draft.checks.neighbors import is_loaded, titles
from assistant.draft.checks.references import Named, Names, names_of, share_known
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding, Origin
from assistant.likeness import own_statements
from assistant.titles import TitleKey
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import phrases


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield the classes that `spec` names and its agency has not, by that title; nothing where it is gone itself."""
    if is_loaded(spec, context) and gone_of(spec.entry, rule, context) is not None:
        return
    names = names_of(spec.entry.agency, context)
    for statement in own_statements(spec):
        for named in names.named(statement.text):
            of_another = not any(is_same(spec.entry, entry) for entry in named.entries)
            if of_another and _is_class(named.printed, statement.text, rule):
                message, also = _told(spec, named, names, rule, context)
                if message:
                    yield finding(spec, rule, message, statement.span, also=also)


def _told(spec: Spec, named: Named, names: Names, rule: Rule, context: Context) -> tuple[str, tuple[Origin, ...]]:
    """What is wrong with a name, and where else that stands; empty where nothing is."""
    if named.is_past:
        now = named.entries[0].spec
        return rule.messages["renamed"].format(printed=named.printed, now=now.title, code=now.class_code), ()
    if not named.entries:
        return _missing(spec, named, names, rule, context), ()
    meant = [entry for entry in named.entries if named.is_whole or _is_beside(spec, entry)]
    gone = [one for entry in meant if (one := gone_of(entry, rule, context)) is not None]
    # Of several classes that a title may mean, it means one that is there.
    if not gone or len(gone) < len(meant):
        return "", ()
    return rule.message.format(printed=named.printed, why=gone[0].why), gone[0].also


def _missing(spec: Spec, named: Named, names: Names, rule: Rule, context: Context) -> str:
    """What is wrong with a name that no class has: where nearly all have one, or a table has others beside it."""
    kin = names.of_work(named.key)
    if _is_vague(named.key, kin, names) or context.vocabulary.label(" ".join(named.key.qualifier)):
        return ""
    nearly_all = share_known(spec.entry.agency, context) >= rule.parameters["share_known"]
    of_series = len(kin) > 1 or any(_is_beside(spec, entry) for entry in kin)
    if of_series and (nearly_all or roster_date(spec.entry, rule, context)):
        others = titles(kin[: rule.parameters["most_named"]])
        return rule.messages["level"].format(printed=named.printed, others=others)
    like = _like(named, names, rule) if nearly_all else ""
    return rule.messages["missing"].format(printed=named.printed, like=like) if nearly_all else ""


def _is_vague(key: TitleKey, kin: Sequence[CatalogEntry], names: Names) -> bool:
    """Whether a title without a number is that of several classes which have one, and of no one of them."""
    return not key.numeral and any(own.numeral for entry in kin for own in names.present[entry.class_id][:1])


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
    level = named.key.levels, named.key.numeral
    known = names.finder.titles.by_id
    alike = [known[one].spec.title for one, (key, *_) in names.present.items() if (key.levels, key.numeral) == level]
    least = rule.parameters["alike"]
    close = process.extractOne(named.printed, alike, scorer=fuzz.ratio, processor=fold, score_cutoff=least)
    return rule.messages["like"].format(title=close[0]) if close else ""
