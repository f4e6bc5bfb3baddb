"""Handlers of a test's own, and a worker that works at once."""

import pytest

from openxian.core.outbox import registry
from openxian.core.outbox.tests.nursery import database  # noqa: F401 - a fixture
from openxian.core.outbox.worker import work_off


@pytest.fixture
def handle():
    """Declares a handler for the length of a test: ``handle("topic", run, kind=…)``."""
    topics = []

    def declare(topic, run, **options):
        registry.handler(topic, label="试验任务", run=run, **options)
        topics.append(topic)

    yield declare
    for topic in topics:
        registry.withdraw(topic)


@pytest.fixture
def schedule():
    """Declares a schedule for the length of a test, the only one there is."""
    kept = registry.schedules()
    for name in kept:
        registry.withdraw(f"{registry.SCHEDULED}{name}")
    names = []

    def declare(name, run, **rhythm):
        registry.schedule(name, label="试验定时", run=run, **rhythm)
        names.append(name)

    yield declare
    for name in names:
        registry.withdraw(f"{registry.SCHEDULED}{name}")
    for spec in kept.values():
        registry.schedule(spec.name, label=spec.label, run=spec.run, every=spec.every, daily_at=spec.daily_at)


@pytest.fixture
def work(schedule):
    """``work(at)`` does whatever is due at a time, as a worker would; no schedule of the program comes in between."""
    return lambda at: work_off(clock=lambda: at)
