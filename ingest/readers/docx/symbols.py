"""Glyphs of symbol fonts as characters that any font has."""

# By the low byte of the code, since Word writes both "\uf0b7" and "\xb7".
_SYMBOL = {
    **{0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°", 0xD7: "·", 0xA2: "′", 0xB2: "″", 0xAE: "→", 0xB4: "×"},
    **{0xD2: "®", 0xD3: "©", 0xD4: "™", 0xB8: "÷", 0x2D: "-", 0xB9: "≠"},
}
_WINGDINGS = {
    **{0xA7: "▪", 0xFC: "✓", 0xFB: "✗", 0xD8: "➢", 0x76: "❖", 0x71: "❑", 0x6E: "■", 0x6C: "●", 0xA8: "☐", 0x6F: "☐"},
    **{0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xE0: "→", 0xDF: "←", 0x9F: "•", 0x77: "◆", 0x9E: "·", 0xB7: "•", 0x72: "☐"},
    **{0xF0: "⇨", 0xD6: "⬧", 0x75: "◆", 0x46: "☞", 0x47: "☞"},
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS, "wingdings 3": _WINGDINGS}

_PRIVATE = range(0xF000, 0xF100)

# In a typewriter font, a small "o" is how Word draws an open bullet.
_OPEN_BULLET = "○"


def plain(text: str, font: str) -> str:
    """Return `text`, set in `font`, with the glyphs of symbol fonts as characters; unknown ones stay."""
    table = _FONTS.get(font.lower())
    if table is None and text.isascii():
        return text
    return "".join(_character(character, table) for character in text)


def bullet(text: str, font: str) -> str:
    """Return the bullet that Word's list draws with `text` in `font`; a dot for a glyph that is not known."""
    text = text.strip()
    if text == "o" and font.lower().startswith("courier"):
        return _OPEN_BULLET
    shown = plain(text, font)
    known = shown and ord(shown[0]) not in _PRIVATE and (font.lower() not in _FONTS or shown != text)
    return shown if known else "•"


def _character(character: str, table: dict[int, str] | None) -> str:
    code = ord(character)
    if code in _PRIVATE:
        low = code & 0xFF
        return (table or _SYMBOL).get(low) or _WINGDINGS.get(low, character)
    return table.get(code, character) if table else character
