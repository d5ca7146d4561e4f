"""A report of scores as one HTML file that needs nothing beside it: no script, no font, no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.errors import QuestionsError
from assistant.evaluate.scores import Outcome, Scores

_ENVIRONMENT = Environment(
    loader=PackageLoader("assistant.evaluate"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


@dataclass(frozen=True, slots=True)
class Report:
    """A file that a report is written to."""

    path: Path

    @classmethod
    def to(cls, path: Path) -> Self:
        """Return the report to be written to `path`, in place of what is there.

        Raises:
            QuestionsError: nothing can be written there: better told before the questions are asked.
        """
        if path.is_dir() or not path.parent.is_dir():
            raise QuestionsError(f"cannot write a report to {str(path)!r}; name a file in a folder that exists")
        return cls(path)

    def write(self, scores: Scores, name: str) -> None:
        """Write the report of `scores` of the questions of file `name`.

        Raises:
            QuestionsError: it cannot be written.
        """
        try:
            self.path.write_text(page(scores, name, datetime.now()), "utf-8")
        except OSError as error:
            raise QuestionsError(f"cannot write the report to {str(self.path)!r}: {error.strerror}") from error


def page(scores: Scores, name: str, made: datetime) -> str:
    """Return the HTML page of `scores` of the questions of file `name`, `made` at that time."""
    misses: dict[str, list[Outcome]] = {kind.name: [] for kind in scores.kinds}
    for outcome in scores.misses:
        misses[outcome.question.kind].append(outcome)
    told: Mapping[str, Any] = {
        "scores": scores,
        "misses": [(kind, found) for kind, found in misses.items() if found],
        "anchors": {kind: f"kind-{number}" for number, kind in enumerate(misses, 1)},
        "name": name,
        "made": made.strftime("%Y-%m-%d %H:%M"),
        "styles": Markup(
            _style("assistant.web", "static/tokens.css") + _style("assistant.evaluate", "templates/report.css")
        ),
    }
    return _ENVIRONMENT.get_template("report.html").render(told)


def _style(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")
