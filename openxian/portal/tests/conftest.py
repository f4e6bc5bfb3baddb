"""The small portal of 青岚县 for every test of this room."""

import pytest

from openxian.portal.tests.green_hills import GreenHills


@pytest.fixture
def green_hills(county) -> GreenHills:
    return GreenHills(county)
