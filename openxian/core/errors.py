"""What an act says when it will not be done."""


class Refused(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """An act was refused; the message is a Chinese sentence that says what to do.

    ``field`` names the form field it belongs to, if any.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Forbidden(Refused):
    """The person may not do this."""
