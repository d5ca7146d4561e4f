"""How much one document may cost, whatever its format: what is more is refused by name.

Real ones stay far below: a series of 53 classes has 60,000 characters and 700
statements, and is read in half a second.
"""

#: Characters of its text.
CHARACTERS = 2_000_000

#: Statements in it.
STATEMENTS = 20_000

#: What reading and parsing it may compute, in seconds; several times that may pass on a busy machine.
SECONDS = 30.0
PASSING = 4 * SECONDS

#: Address space of the process that does so, in bytes.
MEMORY = 2 * 1024**3
