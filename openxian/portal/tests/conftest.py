"""The small portal of 青岚县 for every test of this room, built once a module and rolled back after it."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.cache import cache
from django.test import TestCase

from openxian.portal.tests.green_hills import GreenHills

COUNTY_SINCE = date(1949, 10, 1)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The rows of the portal, in a transaction around the tests of one module."""
    from tests.cast import _body

    with django_db_blocker.unblock():
        around = TestCase._enter_atomics()
        county = _body("county", "county_government", "青岚县人民政府", "县政府", None, COUNTY_SINCE)
        yield GreenHills(county)
        TestCase._rollback_atomics(around)


@pytest.fixture
def green_hills(built, db) -> GreenHills:
    """A copy of its own for each test; what a test writes is undone by the test's own transaction."""
    cache.clear()  # Wagtail remembers renditions of rows that were rolled back
    return deepcopy(built)


@pytest.fixture
def county(request, db):
    """青岚县人民政府: the portal's, where there is one."""
    if "green_hills" in request.fixturenames:
        return request.getfixturevalue("green_hills").county
    from tests.cast import _body

    return _body("county", "county_government", "青岚县人民政府", "县政府", None, COUNTY_SINCE)


@pytest.fixture
def corner(green_hills, education, forestry):
    """A column of 教体局 in the office, see ``Corner``."""
    from openxian.portal.tests.office import build

    return build(green_hills, education, forestry)
