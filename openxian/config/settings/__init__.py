"""Settings of one process: the base, cut to the front door it opens."""

from openxian.config.settings.base import *  # noqa: F403
