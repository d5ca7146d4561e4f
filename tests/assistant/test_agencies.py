"""Which agency a question names: by its name, initials, two words side by side or one that no other has."""

import pytest

from assistant.agencies import Agencies
from assistant.scan import tokenize
from tests.assistant.test_identity import entry
from vectorstore.vocabulary import Vocabulary

GULL, GULL_CITY, PARKS = "Gull Point Port District", "City of Gull Rock", "Department of Human Resources"
ENTRIES = tuple(entry(title, "", agency) for title in ("Clerk", "Human Resources Analyst") for agency in (GULL, PARKS))


@pytest.fixture(scope="module")
def agencies(vocabulary: Vocabulary) -> Agencies:
    return Agencies((*ENTRIES, entry("Clerk", "", GULL_CITY)), vocabulary)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("a clerk of the gull point port district", GULL),
        ("is a clerk at the port district exempt", GULL),
        ("gull point clerk", GULL),
        ("pay of a clerk at Point", GULL),
        ("GPPD clerk pay", GULL),
        ("clerk of Gull Rock", GULL_CITY),
        # Both agencies have that word, and none has the other pair.
        ("gull clerk", ""),
        ("the clerk of the city of Heron", ""),
        # What a class is called and what is asked for name no agency.
        ("who in human resources approves it", ""),
        ("clerk pay", ""),
    ],
)
def test_agency_is_named(agencies: Agencies, text: str, agency: str) -> None:
    assert agencies.named(tokenize(text)) == agency
