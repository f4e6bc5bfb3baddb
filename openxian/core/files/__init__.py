"""Files from outside: known by content, kept by SM3, never served without asking."""

from openxian.core.files.content import *  # noqa: F403
