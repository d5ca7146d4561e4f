"""Make text that others wrote safe to stand in a prompt: visible, and unable to end the channel it stands in.

What a spec or a reader wrote stands between tags whose names have a random
part, the fence. Text that cannot contain the fence cannot close them, and text
without look-alike tags does not seem to.
"""

import re

# Whatever the readers of documents leave out too (a test compares them), for a question and a title come
# another way: what a person does not see is not to speak to a model.
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters other than tab and line feed
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # hyphens, joiners, fillers that show nothing
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero-width, bidirectional, invisible operators
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"  # variation selectors, byte order mark, annotations, no characters
    "\U000e0000-\U000e0fff"  # tags, more variation selectors
    "]"
)

# What begins a tag or a marker of a chat format: <evidence>, </question>, <|im_start|>, <<SYS>>, [INST], [/INST].
_TAG = re.compile(r"<(?=\s*[/|!?<]*\s*[A-Za-z])|\[(?=\s*/?\s*INST\b)", re.IGNORECASE)
_HARMLESS = {"<": "‹", "[": "("}


def visible(text: str) -> str:
    r"""Return `text` without what a person does not see, its lines ended by `\n`."""
    return _INVISIBLE.sub("", re.sub("\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text))


def defused(text: str, fence: str) -> str:
    """Return `text` visible, without `fence` in any case, and with tags that are none any more."""
    # Not by nothing, which could bring together two halves of another.
    shown = re.sub(re.escape(fence), "-", visible(text), flags=re.IGNORECASE) if fence else visible(text)
    return _TAG.sub(lambda match: _HARMLESS[match[0]], shown)
