"""Nothing false that an adversary once found to be proven is proven any longer."""

import json

from assistant.narrate.exhibit import Unit
from assistant.reading import Reader
from tests.assistant.narrate.proven import DATA, Cases, exhibit
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary

ROWS = [json.loads(line) for line in (DATA / "redteam.jsonl").read_text("utf-8").splitlines()]


def test_what_an_adversary_found(cases: Cases, reader: Reader, vocabulary: Vocabulary) -> None:
    wrong = [row["sentence"] for row in ROWS if row["proven"] == bool(_why_not(row, cases, reader, vocabulary))]
    assert len(ROWS) >= 60
    assert not wrong


def _why_not(row: dict[str, object], cases: Cases, reader: Reader, vocabulary: Vocabulary) -> str:
    title, code = row["title"], row["class_code"]
    entry = next(e for e in reader.lexicon.entries if (e.spec.title, e.spec.class_code) == (title, code))
    units = [Unit(text, vocabulary.modality(text) or Modality.REQUIRED) for text in row["units"]]  # type: ignore[attr-defined]
    one = exhibit(entry, row["section"], units)  # type: ignore[arg-type]
    return cases.prover.why_not(str(row["sentence"]), [one], [one], reader.read(str(row["question"])))
