"""The door for change: placing articles in columns, following their publication, building sites."""

from openxian.portal.actions.building import create_site, furnish
from openxian.portal.actions.following import (
    follow_column,
    follow_publication,
    follow_reform,
    follow_withdrawal,
    show_where_allowed,
)
from openxian.portal.actions.placing import choose, move, pin, place, place_many, unpin, unplace

__all__ = [
    "choose",
    "create_site",
    "follow_column",
    "follow_publication",
    "follow_reform",
    "follow_withdrawal",
    "furnish",
    "move",
    "pin",
    "place",
    "place_many",
    "show_where_allowed",
    "unpin",
    "unplace",
]
