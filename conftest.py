"""Fixtures every room's tests share; the cast lives in tests/cast.py."""

pytest_plugins = ["tests.cast"]
