"""Small words for the workplace's templates."""

from django import template

register = template.Library()


@register.filter
def at(mapping: dict, key):
    """The value of ``mapping`` at ``key``; nothing when there is none."""
    return mapping.get(key, "")
