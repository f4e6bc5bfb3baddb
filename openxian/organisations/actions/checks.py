"""What several acts check and keep in the same way."""

from django.core.exceptions import ValidationError

from openxian.core.errors import Refused


def refuse(complaint: str, field: str | None = None) -> None:
    """Raise ``Refused`` when a rule complained."""
    if complaint:
        raise Refused(complaint, field=field)


def save_checked(thing, *, exclude=()) -> None:
    """Save a row that passes its own checks, else raise ``Refused`` with the first thing that is wrong."""
    try:
        thing.full_clean(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=None if field == "__all__" else field) from error
    thing.save()
