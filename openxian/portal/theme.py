"""The look of a site as a small stylesheet of its own: two colours of the profile and what follows from them."""

import hashlib

from openxian.portal import rules


def stylesheet(profile) -> str:
    """Custom properties for this site; lighter and darker shades are computed, so that contrast holds."""
    primary, accent = profile.primary_colour, profile.accent_colour
    tokens = {
        "primary": primary,
        "primary-dark": rules.mixed(primary, "#000000", 0.28),
        "primary-soft": rules.mixed(primary, "#ffffff", 0.93),
        "primary-line": rules.mixed(primary, "#ffffff", 0.75),
        "accent": accent,
        "accent-dark": rules.mixed(accent, "#000000", 0.28),
        "accent-soft": rules.mixed(accent, "#ffffff", 0.92),
        "accent-line": rules.mixed(accent, "#ffffff", 0.72),
    }
    return ":root{" + "".join(f"--{name}:{value};" for name, value in tokens.items()) + "}\n"


def digest(profile) -> str:
    return hashlib.sha256(stylesheet(profile).encode()).hexdigest()[:12]


def address(profile) -> str:
    """Changes with the content, so it may be kept for ever."""
    return f"/theme/{profile.site_id}-{digest(profile)}.css"
