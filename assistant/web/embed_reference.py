"""What a page can say to the widget and hear from it, as the page of embedding tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing by name."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A table of things of one kind."""

    key: str
    heading: str
    column: str
    """What the names are."""

    rows: tuple[Row, ...]


#: How a page's own link asks.
EXAMPLE = """const assistant = document.querySelector("job-class-assistant");
document.querySelector("#license").addEventListener("click", () => assistant.ask("Does it need a license?"));
document.addEventListener("jobclass:answer", (event) => console.log(event.detail.status));"""

REFERENCES = (
    Reference(
        "attributes",
        "Attributes of the script tag",
        "Attribute",
        (
            Row("data-name", "Name of the assistant, in its heading and on its button."),
            Row("data-greeting", "What it says before the first question."),
            Row("data-agency", "Answers from the specs of this agency only."),
            Row(
                "data-class",
                "The class that the page is about, by code, title or id: meant where a question names none.",
            ),
            Row("data-accent", "Color of buttons and links, as #rrggbb."),
            Row("data-position", "Corner of the button: right or left."),
            Row("data-theme", "auto follows the reader's system; light or dark is fixed."),
            Row("data-open", "Present: it opens with the page."),
            Row("data-manual", "Present: it adds no button. Put <job-class-assistant> where you want it."),
        ),
    ),
    Reference(
        "properties",
        "Custom properties of your style sheet",
        "Property",
        (
            Row("--job-class-accent", "Color of buttons and links."),
            Row("--job-class-on-accent", "Color of text on the accent."),
            Row("--job-class-font", "Font family."),
            Row("--job-class-font-size", "Size of its text; the other sizes follow."),
            Row("--job-class-radius", "How round its corners are."),
            Row("--job-class-z", "Layer of the button among those of your page."),
        ),
    ),
    Reference(
        "methods",
        "Methods of <job-class-assistant>",
        "Method",
        (
            Row("open()", "Opens the dialog."),
            Row("close()", "Closes it; the focus returns to where it was."),
            Row("toggle()", "Opens or closes it."),
            Row("ask(question)", "Opens it and asks."),
            Row("forget()", "Forgets the conversation, in the browser and on the server."),
        ),
    ),
    Reference(
        "events",
        "Events, which bubble up to the document",
        "Event",
        (
            Row("jobclass:open", "The dialog was opened."),
            Row("jobclass:close", "It was closed."),
            Row("jobclass:question", "Something was asked; detail has question."),
            Row("jobclass:answer", "The answer is there; detail has status, message_id and conversation_id."),
            Row("jobclass:error", "There is no answer; detail has kind."),
            Row("jobclass:feedback", "The answer was rated; detail has message_id and rating."),
        ),
    ),
)
