"""Word a composed answer with a chat model: prose over its evidence, each sentence proven before anybody hears it."""

import logging
import uuid
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Answer
from assistant.errors import ModelError
from assistant.listening import Listener
from assistant.model.budget import prompt_tokens
from assistant.model.port import ChatModel, Prompt
from assistant.narrate.composed import cited_by_claims, is_worded
from assistant.narrate.drafting import Draft
from assistant.narrate.exhibit import Exhibit, ParsedOf, exhibits, restates
from assistant.narrate.sentences import Sentence, sentences
from assistant.question import Question
from prompts import prompt

_log = logging.getLogger(__name__)

#: What a reader is told where the composed answer comes instead of a model's.
UNPROVEN = "What the language model wrote could not be proven, so this answer is composed from the documents."
UNAVAILABLE = "The language model does not answer at the moment, so this answer is composed from the documents."


class Proves(Protocol):
    """Judges sentences; `assistant.narrate.proving.Prover` does."""

    def why_not(self, sentence: str, cited: Sequence[Exhibit], among: Sequence[Exhibit], question: Question) -> str:
        """Return why `sentence` is not proven by what it cites; empty where it is."""

    def speaks_to_model(self, text: str) -> bool:
        """Return whether `text` tries to instruct a model."""

    def unopened(self, text: str) -> str:
        """Return `text` without what only opens it; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Narrator:
    """Words answers with one model."""

    model: ChatModel
    most_tokens: int
    """Tokens that a prompt may have."""

    salt: Callable[[], str] = lambda: uuid.uuid4().hex
    """What makes ids and delimiters that nobody can know."""

    def worded(
        self, question: Question, composed: Answer, prover: Proves, parsed_of: ParsedOf, listener: Listener
    ) -> Answer:
        """Return `composed` in the model's words, as far as they are proven; the listener hears all of the text.

        Where the model fails, or nothing that it writes carries the answer,
        the composed answer comes with a notice that says so.
        """
        if not is_worded(composed):
            listener.said(composed.answer)
            return composed
        salt = self.salt()
        known = _shown(exhibits(composed, parsed_of, salt), cited_by_claims(composed), prover)
        asked, shown = self._within_budget(question.text, known, salt[:12])
        draft = Draft(composed, listener)
        notice = UNPROVEN
        if asked is not None:
            try:
                self._listen(asked, shown, draft, prover, question)
            except ModelError as error:
                _log.warning("the chat model did not answer: %s", error)
                notice = UNAVAILABLE
        answer = draft.finished(self.model.name)
        if draft.has_core or asked is None:
            return answer
        return replace(answer, notice=" ".join(filter(None, [answer.notice, notice])))

    def _listen(
        self, asked: Prompt, shown: Sequence[Exhibit], draft: Draft, prover: Proves, question: Question
    ) -> None:
        """Take what the model writes, sentence by sentence, into `draft`.

        Raises:
            ModelError: the model failed; the draft keeps what was proven before.
        """
        by_id = {exhibit.id: exhibit for exhibit in shown}
        with closing(self.model.stream(asked)) as pieces:  # type: ignore[type-var]
            for written in sentences(_while_heard(pieces, draft.listener)):
                cited = [by_id[name] for name in written.ids if name in by_id]
                why = _unknown(written, by_id)
                for text in [] if why else filter(None, [written.text, prover.unopened(written.text)]):
                    why = "" if restates(text, cited) else prover.why_not(text, cited, shown, question)
                    if not why:
                        draft.add(replace(written, text=text), cited)
                        break
                if why:
                    _log.info("a sentence of the chat model was left out: %s", why)
                    draft.leave_out(cited)

    def _within_budget(
        self, question: str, shown: Sequence[Exhibit], fence: str
    ) -> tuple[Prompt | None, Sequence[Exhibit]]:
        """The prompt over as many of the first exhibits as it may have; None for the prompt where not one fits."""

        def size(count: int) -> int:
            return prompt_tokens(_prompt(question, shown[:count], fence))

        fitting = bisect_right(range(len(shown) + 1), self.most_tokens, key=size) - 1
        return (_prompt(question, shown[:fitting], fence), shown[:fitting]) if fitting > 0 else (None, ())


def _shown(among: Sequence[Exhibit], claimed: frozenset[int], prover: Proves) -> Sequence[Exhibit]:
    """What a model is shown: what claims cite, and nothing that speaks to it."""
    return [
        exhibit
        for exhibit in among
        if exhibit.citation.number in claimed and not prover.speaks_to_model(exhibit.citation.quote)
    ]


def _prompt(question: str, shown: Sequence[Exhibit], fence: str) -> Prompt:
    told = [
        {
            "id": exhibit.id,
            "title": exhibit.citation.title,
            "class_code": exhibit.citation.class_code,
            "agency": exhibit.citation.agency,
            "section": " > ".join(exhibit.citation.section_path) or exhibit.citation.section,
            "states": " ".join(exhibit.states),
            "quote": exhibit.citation.quote,
        }
        for exhibit in shown
    ]
    rendered = prompt("narrate").render(question=question, exhibits=told, fence=fence)
    return Prompt(rendered.system, rendered.user)


def _unknown(sentence: Sentence, by_id: dict[str, Exhibit]) -> str:
    """Why a sentence cites nothing that was shown; empty where each of its ids is known."""
    if not sentence.ids:
        return "it cites nothing"
    return "" if all(name in by_id for name in sentence.ids) else "it cites what it was not shown"


def _while_heard(pieces: Iterable[str], listener: Listener) -> Iterable[str]:
    for piece in pieces:
        if listener.gone:
            return
        yield piece
