r"""Join ES modules into one classic script.

It reads the narrow kind of modules that this project writes, and refuses
what it does not know:

    import { one, two } from "./other.js";           at the beginning of a line
    export function …  export async function …       likewise, as do
    export class …     export const …                all other names of a module

All modules share one scope, so a name may stand in one of them only, and none
may be that of something browsers have.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import rjsmin

from assistant.web.shortened import shortened

# `import { a, b } from "./x.js";`, over several lines too.
_IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) ?\*? ?[\w$])", re.MULTILINE)
# What is declared outside of any function: this code is indented within them.
_DECLARED = re.compile(
    r"^(export )?(?:async function\*? ?|function\*? ?|class |const |let |var )(?:(\w+)|[{\[]([^}\]]*)[}\]])",
    re.MULTILINE,
)
# Forms of modules that are not read: of whole modules, of other names, of defaults, in mid-code.
_UNKNOWN = re.compile(r"^(?:import|export)\b.*$|\bimport\s*[(.].*$", re.MULTILINE)

_LOST = re.compile(r"=>\s*/[^/*]")

# Up to the next mark of a template, whichever it is the beginning of.
_TEMPLATE = re.compile(r"`(?:[^`\\]|\\.)*")

_GLOBALS = frozenset(
    "addEventListener alert atob blur btoa close closed confirm console crypto customElements dispatchEvent document"
    " event external fetch find focus frames getComputedStyle getSelection history innerHeight innerWidth length"
    " localStorage location matchMedia name navigator open opener origin parent performance postMessage print prompt"
    " queueMicrotask removeEventListener screen scroll scrollTo self sessionStorage setInterval setTimeout status stop"
    " top window".split()
)


class BundleError(ValueError):
    """Modules cannot be joined; the message names the module and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Module:
    name: str
    imports: Mapping[str, frozenset[str]]
    """Names by the module that they come from."""

    declared: frozenset[str]
    exported: frozenset[str]
    code: str
    """Without imports and exports."""


def bundled(entry: str, source: Callable[[str], str]) -> str:
    """Return the script that does what the module `entry` does; `source` returns the text of a module by its name.

    Raises:
        BundleError: a module is not of the kind that is read, misses a name, is imported by what it imports, or has a
            name that another one has.
    """
    modules = list(_ordered(entry, source))
    _check_names(modules)
    shared = frozenset(name for module in modules for name in module.declared)
    code = shortened(str(rjsmin.jsmin("\n".join(_needed(modules)))), shared, _GLOBALS)
    return f'(()=>{{"use strict";{code}}})();\n'


def _ordered(entry: str, source: Callable[[str], str]) -> Iterator[_Module]:
    """Yield all modules that `entry` needs, each after those that it needs itself."""
    done: dict[str, _Module] = {}

    def visit(name: str, above: tuple[str, ...]) -> Iterator[_Module]:
        if name in above:
            raise BundleError(f"modules import each other: {' -> '.join((*above, name))}")
        if name in done:
            return
        module = _read(name, source(name))
        for needed, names in module.imports.items():
            yield from visit(needed, (*above, name))
            missing = names - done[needed].exported
            if missing:
                raise BundleError(f"{name} imports {', '.join(sorted(missing))}, which {needed} does not export")
        done[name] = module
        yield module

    yield from visit(entry, ())


def _read(name: str, text: str) -> _Module:
    imports: dict[str, frozenset[str]] = {}
    for names, other in _IMPORT.findall(text):
        imports[other] = imports.get(other, frozenset()) | _listed(name, names)
    rest = _IMPORT.sub("", text)
    declared = [(bool(export), names) for export, one, several in _DECLARED.findall(rest)
                for names in ([one] if one else sorted(_listed(name, several)))]  # fmt: skip
    code = _EXPORT.sub("", rest)
    unknown = _UNKNOWN.search(code)
    if unknown:
        raise BundleError(f"{name} has {unknown[0]!r}, a form that is not read; see the text of assistant.web.bundle")
    for literal in _TEMPLATE.findall(rest):
        if re.search(r"\$\{[^{}]*$", literal):
            raise BundleError(f"{name} has a template within a template, which the minifier would mend: {literal!r}")
    if _LOST.search(rest):
        raise BundleError(f"{name} has a regular expression behind an arrow, in which the minifier would drop spaces")
    every = [one for _, one in declared]
    return _Module(name, imports, frozenset(every), frozenset(one for export, one in declared if export), code)


def _needed(modules: Sequence[_Module]) -> list[str]:
    """Return the code of modules without the functions that they export for others than these, as pages do."""
    used, kept = set[str](), list[str]()
    # Those who import come before what they import.
    for module in reversed(modules):
        code = module.code
        for name in module.exported - used:
            if len(re.findall(rf"(?<![.\w]){name}\b", code)) == 1:
                code = re.sub(rf"^(?:async )?function {name}\(.*?^}}$", "", code, flags=re.MULTILINE | re.DOTALL)
        used |= {name for names in module.imports.values() for name in names if re.search(rf"\b{name}\b", code)}
        kept.insert(0, code)
    return kept


def _listed(name: str, names: str) -> frozenset[str]:
    found = [one.strip() for one in names.split(",") if one.strip()]
    for one in found:
        if not re.fullmatch(r"\w+", one):
            raise BundleError(f"{name} gives {one!r} another name, which is not read here")
    return frozenset(found)


def _check_names(modules: list[_Module]) -> None:
    owner: dict[str, str] = {}
    for module in modules:
        for one in sorted(module.declared):
            if one in _GLOBALS:
                raise BundleError(f"{module.name} has {one!r}, which is a name of the browser's")
            if one in owner:
                raise BundleError(f"{module.name} and {owner[one]} both have {one!r}")
            owner[one] = module.name
