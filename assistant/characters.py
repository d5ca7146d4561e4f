"""Text as it may come from outside."""

from typing import Annotated

from pydantic import AfterValidator


def _characters(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("half of a surrogate pair is no character") from error
    return text


#: Text that can be written as UTF-8: JSON can escape halves of characters, which no database takes.
Characters = Annotated[str, AfterValidator(_characters)]
