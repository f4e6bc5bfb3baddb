"""The cast: people of the fictional county, so that a test reads as one line of story."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def at() -> datetime:
    """Monday 2026-03-02 09:00 in Beijing: the time acts take in tests."""
    return AT


@pytest.fixture
def county(db):
    """青岚县人民政府."""
    from openxian.organisations.models import Organisation

    return Organisation.objects.create(
        slug="county",
        kind="county_government",
        name="青岚县人民政府",
        short_name="县政府",
        established_on=date(1949, 10, 1),
    )


@pytest.fixture
def education(county):
    """青岚县教育体育局."""
    from openxian.organisations.models import Organisation

    return Organisation.objects.create(
        slug="education",
        kind="department",
        name="青岚县教育体育局",
        short_name="县教体局",
        parent=county,
        established_on=date(2010, 1, 1),
    )


@pytest.fixture
def forestry(county):
    """青岚县林业局, the other unit (外单位)."""
    from openxian.organisations.models import Organisation

    return Organisation.objects.create(
        slug="forestry",
        kind="department",
        name="青岚县林业局",
        short_name="县林业局",
        parent=county,
        established_on=date(2010, 1, 1),
    )
