"""What the rooms above add to a person's own page: accounts know logins, not what people do."""

from collections.abc import Callable

# each takes (user, now) and gives {"title", "rows": [str], "link": (address, label) or None}
sections: list[Callable] = []


def register_section(section: Callable) -> None:
    """Add a section to the page “我的账号”; called once by a room's ``AppConfig.ready``."""
    sections.append(section)
