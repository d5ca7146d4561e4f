"""How much it may cost to show a document."""

#: Wall clock for one question, in seconds.
SECONDS = 10.0

#: Address space of the process, in bytes.
MEMORY = 1024**3

#: Narrowest and widest picture of a page, in pixels.
NARROWEST, WIDEST = 100, 2000

#: Pixels of one picture at most: a page of any shape is shown, a very long one smaller.
PIXELS = 8_000_000

#: Bytes of one picture at most.
PICTURE = 16 * 1024 * 1024

#: Elements and texts of a web page that is shown at most.
TOKENS = 60_000
