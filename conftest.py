"""Fixtures every room's tests share: the cast, and a database that is ready at once."""

pytest_plugins = ["tests.cast", "tests.database", "tests.permissions.world"]
