"""Everybody reads the routes of the bodies they belong to; the office manager keeps them."""

import pytest

from openxian.routes import permissions
from openxian.routes.tests.conftest import route_of, stage, step

READERS = {
    "writer": True,
    "drafter": True,
    "office_manager": True,
    "final_reviewer": True,  # of the county and of all bodies below
    "stranger": False,
    "nobody": False,
}


@pytest.mark.parametrize("who", READERS)
def test_who_reads(request, education, writer, at, who):
    route = route_of(education, stage(step("a", writer)), at=at)
    person = request.getfixturevalue(who)
    assert permissions.may_read(person, route, at.date()) is READERS[who]
    assert (route in permissions.visible_to(person, at.date())) is READERS[who]


@pytest.mark.parametrize("who", READERS)
def test_who_edits(request, education, at, who):
    person = request.getfixturevalue(who)
    assert permissions.may_edit(person, education, at.date()) is (who == "office_manager")
    assert permissions.may_edit_any(person, at.date()) is (who == "office_manager")
    assert (education in permissions.kept_by(person, at.date())) is (who == "office_manager")
