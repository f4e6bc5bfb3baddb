"""What every page of ours may draw: the small pictures of ``core/icons.svg``."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = ""):
    """The picture ``name`` of the sheet; silent for screen readers unless ``label`` gives it a word."""
    spoken = format_html(' role="img" aria-label="{}"', label) if label else format_html(' aria-hidden="true"')
    sheet = static("core/icons.svg")
    return format_html('<svg class="icon"{}><use href="{}#{}"></use></svg>', spoken, sheet, name)
