"""What a handler says when trying again would not help, or not yet."""

from datetime import timedelta


class GiveUp(Exception):  # noqa: N818 - it is an answer to the worker, not a fault
    """The job can never succeed; it goes to the dead letters at once. The message is a Chinese sentence."""


class TryLater(Exception):  # noqa: N818
    """The job cannot be done now; it is tried again ``after`` a time, or when the usual delay is over."""

    def __init__(self, message: str, *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after
