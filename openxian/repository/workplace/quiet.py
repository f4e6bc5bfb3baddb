"""Wagtail's choosers without inline scripts, so that the office keeps a policy that forbids them (ADR 0006).

Date pickers and inline panels do the same by templates of ours under ``templates/wagtailadmin``; what they
would have run is left in a ``<template data-start>`` that ``start.js`` reads.
"""

import json

from django.utils.html import format_html
from wagtail.admin.widgets import BaseChooser


def choosers_without_inline_scripts() -> None:
    """Replace the one method that writes a script into the page."""
    BaseChooser.render = _render


def _render(self, name, value, attrs=None, renderer=None):
    number = attrs["id"]
    data = self.get_value_data(value)
    arguments = [number, self.get_js_init_options(number, name, data)]
    return format_html(
        '{}<template data-start="{}" data-arguments="{}"></template>',
        self.render_html(name, data, attrs),
        self.js_constructor,
        json.dumps(arguments),
    )
