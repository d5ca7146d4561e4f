"""Numbers as Word's lists count: `1`, `01`, `a`, `IV`, `2nd`, `Third`."""

from collections.abc import Callable, Mapping

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_ORDINALS |= {"nine": "ninth", "twelve": "twelfth"}

# Beyond it letters are repeated and numerals drawn out as nobody means them.
_LARGEST = 500


def numeral(number: int, style: str) -> str:
    """Return `number` in Word's number format `style`; as digits where it has no such form."""
    if style == "none":
        return ""
    form = _FORMS.get(style, str)
    return form(number) if 0 < number <= _LARGEST else str(number)


def _letters(number: int) -> str:
    """Return a, b, … z, aa, bb, …: Word repeats the letter."""
    repeats, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (repeats + 1)


def _roman(number: int) -> str:
    written = ""
    for amount, letters in _ROMAN:
        written += letters * (number // amount)
        number %= amount
    return written


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _words(number: int) -> str:
    """Return a number below 100 in words; digits from there on."""
    if number >= 100:
        return str(number)
    tens, ones = (0, number) if number < len(_ONES) else divmod(number, 10)
    return "-".join(word for word in (_TENS[tens], _ONES[ones]) if word).capitalize()


def _ordinal_words(number: int) -> str:
    if number >= 100:
        return _ordinal(number)
    head, dash, last = _words(number).lower().rpartition("-")
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{dash}{ending}".capitalize()


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "cardinalText": _words,
    "ordinalText": _ordinal_words,
    "numberInDash": "- {} -".format,
}
