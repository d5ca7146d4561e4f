"""A class that a model chooses is meant only where the message, mended, names it and no other."""

import pytest

from assistant.conversation import follow
from assistant.examples import Examples
from assistant.help.checked import Checking
from assistant.help.doubt import Doubt
from assistant.help.mapped import Mapped
from assistant.help.offered import Offered
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import Reader
from assistant.scan import facet_trie
from assistant.state import State
from tests.assistant.titled import entry
from vectorstore.vocabulary import Vocabulary

CITY, HARBOR = "City of Quillfort", "Osprey Bay Harbor District"
TITLES = {
    CITY: (
        "Accounting Technician", "Accounting Technician, Senior", "Irrigation Specialist I", "Irrigation Specialist II",
        "Licensing Inspector", "Lifting Inspector", "Wharf Porter",
    ),
    HARBOR: ("Wharf Porter", "Dredge Machinist", "Ferry Supervisor"),
}  # fmt: skip
ENTRIES = {f"{title} of {agency}": entry(title, agency=agency) for agency, of in TITLES.items() for title in of}


@pytest.fixture(scope="module")
def reader(vocabulary: Vocabulary, examples: Examples) -> Reader:
    return Reader(vocabulary, Lexicon(tuple(ENTRIES.values()), vocabulary), facet_trie(vocabulary, ()), examples)


def checked(reader: Reader, message: str, chosen: str, facet: str = "", frame: str = "fact") -> Question | None:
    """The question that a model makes which chooses the class `chosen`; each class that there is is offered."""
    offered = Offered(ENTRIES, {key: facet.name for key, facet in reader.vocabulary.facets.items()})
    state = State()
    first, scan = follow(reader, message, state), reader.scan(message)[1]
    assert not first.entries, f"{message!r} is no question in doubt"
    mapped = Mapped.model_validate({"frame": frame, "classes": [chosen], "facets": [facet] if facet else []})
    return Checking(Doubt.CLASS, first, message, scan, state, reader, offered).checked(mapped)


@pytest.mark.parametrize(
    ("message", "chosen"),
    [
        ("accting tchncn salary", f"Accounting Technician of {CITY}"),
        ("salary of a sr accting tchncn", f"Accounting Technician, Senior of {CITY}"),
        ("irrgtn spclst ii salary", f"Irrigation Specialist II of {CITY}"),
        ("salary of the drdg mchnst in osprey bay", f"Dredge Machinist of {HARBOR}"),
    ],
)
def test_a_class_that_is_named_in_short_is_meant(message: str, chosen: str, reader: Reader) -> None:
    question = checked(reader, message, chosen, "salary")
    assert question is not None
    assert question.entries == (ENTRIES[chosen],)
    assert question.facets[0][0] == "salary"


@pytest.mark.parametrize(
    ("message", "chosen"),
    [
        pytest.param("sr accting tchncn salary", f"Accounting Technician of {CITY}", id="its level is another"),
        pytest.param("accting tchncn salary", f"Accounting Technician, Senior of {CITY}", id="it has a level"),
        pytest.param("lead accting tchncn salary", f"Accounting Technician, Senior of {CITY}", id="a level of none"),
        pytest.param("irrgtn spclst ii salary", f"Irrigation Specialist I of {CITY}", id="its numeral is another"),
        pytest.param("irrgtn spclst salary", f"Irrigation Specialist I of {CITY}", id="a numeral is left out"),
        pytest.param("irrgtn spclst iii salary", f"Irrigation Specialist II of {CITY}", id="a numeral of none"),
        pytest.param("whrf prtr salary", f"Wharf Porter of {CITY}", id="two agencies have it"),
        pytest.param(f"drdg mchnst of the {CITY}, salary", f"Dredge Machinist of {HARBOR}", id="another agency's"),
        pytest.param("liing inspctr salary", f"Licensing Inspector of {CITY}", id="another class is as near"),
        pytest.param("helicopter accting tchncn salary", f"Accounting Technician of {CITY}", id="a word too many"),
        pytest.param("drdg mchnst supervisor salary", f"Dredge Machinist of {HARBOR}", id="a title that goes on"),
        pytest.param("drdg mchnst (range safety) duties", f"Dredge Machinist of {HARBOR}", id="a qualifier of none"),
        pytest.param("irrgtn duties", f"Irrigation Specialist I of {CITY}", id="a part of a title"),
        pytest.param("accting salary", f"Accounting Technician of {CITY}", id="a word too few"),
        pytest.param("accting tchncn salary", f"Wharf Porter of {HARBOR}", id="nothing in common"),
    ],
)
def test_a_class_that_its_words_do_not_name_is_not(message: str, chosen: str, reader: Reader) -> None:
    assert checked(reader, message, chosen, "salary") is None


def test_a_time_that_was_read_is_kept(reader: Reader) -> None:
    question = checked(reader, "accting tchncn salary in 2015", f"Accounting Technician of {CITY}", "salary")
    assert question is not None and question.when is not None
    assert question.when.iso == "2015"


def test_a_facet_that_words_name_goes_before_the_one_that_is_chosen(reader: Reader) -> None:
    question = checked(reader, "accting tchncn salary", f"Accounting Technician of {CITY}", "license")
    assert question is not None
    assert [option[0] for option in question.facets] == ["salary"]


@pytest.mark.parametrize("frame", ["ladder", "revision"])
def test_a_frame_is_the_one_that_its_words_make(frame: str, reader: Reader) -> None:
    assert checked(reader, "accting tchncn salary", f"Accounting Technician of {CITY}", frame=frame) is None
    said = {"ladder": "what is above the accting tchncn", "revision": "what changed in the accting tchncn spec"}[frame]
    assert checked(reader, said, f"Accounting Technician of {CITY}", frame=frame) is not None


@pytest.mark.parametrize(
    "message", ["will my accting tchncn application be approved", "was i rejected as accting tchncn"]
)
def test_what_is_outside_of_specs_stays_so(message: str, reader: Reader) -> None:
    assert checked(reader, message, f"Accounting Technician of {CITY}", "approved") is None
