"""How much a figure of the ledger may hold. Whoever reads, checks or stores figures imports it."""

INTEGER_DIGITS = 11
"""The most digits before the point."""

DECIMAL_PLACES = 4
"""The most digits behind the point: writing a figure with them loses nothing."""

MAX_DIGITS = INTEGER_DIGITS + DECIMAL_PLACES

TEXT_LENGTH = 1000
"""The longest note, reason or assurance, in characters."""
