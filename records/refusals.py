"""Refusals that a person can be told about: the base of the domain's exceptions."""


class Refusal(Exception):
    """A request that is turned down; `message` tells the person what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
