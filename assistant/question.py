"""What a question asks, as a value: its frame, the classes, the facets, and what was not understood."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.climbing import Climb
from assistant.conditions import Selection
from assistant.qualify.credentials import Credentials
from assistant.when import When
from vectorstore.spec import CatalogEntry


class Frame(StrEnum):
    """The shape of a question."""

    FACT = "fact"
    """One class and one or more facets."""
    OVERVIEW = "overview"
    """One class and nothing else."""
    OPEN = "open"
    """One class, and words that no facet covers: looked for among its own statements."""
    IDENTIFY = "identify"
    """A class code, and what is behind it."""
    BOTH = "both"
    """Two or three classes side by side."""
    LADDER = "ladder"
    """One class, and what stands above or below it."""
    REVISION = "revision"
    """One class, and what changed from one of its documents to the next."""
    REVERSE = "reverse"
    """Described work, and which class does it."""
    LIST = "list"
    """All classes that fulfill conditions: which, how many, the oldest."""
    BROWSE = "browse"
    """A question over many classes: passages that speak of it."""
    QUALIFY = "qualify"
    """One class, and whether what somebody says of themselves agrees with what it asks for."""
    ELIGIBLE = "eligible"
    """What somebody says of themselves, and for which classes it is enough."""
    OUT_OF_SCOPE = "out_of_scope"
    ERRAND = "errand"
    """Something to do that another page does; the notice says which."""
    UNPOINTED = "unpointed"
    """It points at a class or a list, and none was spoken of before."""
    COURTESY = "courtesy"
    """Thanks, a greeting: nothing is asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read."""

    text: str
    frame: Frame

    entries: tuple[CatalogEntry, ...] = ()
    """The classes meant; for `BOTH` two or three, else one; several that fit are in `choices`."""

    choices: tuple[CatalogEntry, ...] = ()
    """Classes that fit a mention alike."""

    nearest: tuple[CatalogEntry, ...] = ()
    """Classes that are like a mention which no class fits."""

    facets: tuple[tuple[str, ...], ...] = ()
    """What is asked; each a facet with those that it could also mean, the likelier first."""

    hints: tuple[str, ...] = ()
    """Facets that a model takes it for, where no words name one: what they say is shown beside, and states nothing."""

    sureness: float = 1.0
    """How like the question is to an example of its facets, where no words name them; 1 where words do."""

    asked: str = ""
    """The words that the facets come from; an earlier message's where they are inherited."""

    residual: str = ""
    """Words that neither a class nor a facet explains."""

    words: str = ""
    """Words that say what it is about: of facets and unexplained ones."""

    rest: str = ""
    """The question without the words that name its classes."""

    mention: str = ""
    """The words that name the class, as written."""

    when: When | None = None
    """The time asked about; None for now, which is the newest document."""

    polar: bool = False
    """It asks for yes or no."""

    amount: bool = False
    """It asks how much, how many, how long, or when."""

    climb: Climb | None = None
    """The way along the ladder that it asks for; None for none."""

    selection: Selection | None = None
    """Which of all classes are asked for; None where it asks for something else."""

    listed: tuple[str, ...] = ()
    """The messages, this one the last, that ask for them together; see `continuing`."""

    worded: Selection | None = None
    """What its words are looked for as, where no class does the work that it describes."""

    outside: float = 0.0
    """How likely it is that specs do not answer it at all, 0 to 1."""

    beyond: bool = False
    """It is most like what no spec says: only what surely confirms it is an answer."""

    inherited: bool = False
    """The class comes from the conversation."""

    corrects: bool = False
    """It takes back what was asked just before."""

    agency: str = ""
    """The agency that its words name, as printed; empty for none."""

    sourced: bool = False
    """What the answer cites is to be shown in its section."""

    notice: str = ""
    """What the reader is told with the answer: the question asks for more than it says."""

    told: tuple[str, ...] = ()
    """The messages, this one included, that say what whoever asks brings; for `QUALIFY` and `ELIGIBLE`."""

    credentials: Credentials = Credentials()  # noqa: RUF009
    """What they say."""

    further: tuple["Question", ...] = ()
    """What the same message asks beside this, of the same class; each is answered on its own."""

    @property
    def quotable(self) -> str:
        """What an answer may say again of an earlier message: its name for the class, and its time."""
        return " ".join(
            (self.mention, self.when.said if self.when else "", *self.listed, *self.told, *self.credentials.said)
        )

    @property
    def is_doubtful(self) -> bool:
        """Whether it is about the class in play only if that class's document has its words.

        Otherwise they name a class that is not there, or ask for what specs do not say.
        """
        elsewhere = bool(self.mention) or self.frame is Frame.OUT_OF_SCOPE
        return self.inherited and bool(self.entries) and elsewhere
