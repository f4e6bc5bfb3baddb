"""A body is not ended on a day on which another, moved away only later, still belonged to it."""

from datetime import date

import pytest

from openxian.core.errors import Refused
from openxian.organisations import actions
from openxian.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_the_merger_must_not_lie_before_the_move(county, education, forestry, at):
    told = {"basis": "青编〔2026〕1号", "by": None, "at": at}
    office = actions.establish(
        slug="sports", kind="department", name="体育中心", short_name="体育中心", parent=education,
        effective_on=date(2015, 1, 1), **told,
    )  # fmt: skip
    actions.transfer(office, parent=forestry, effective_on=date(2020, 1, 3), **told)
    with pytest.raises(Refused, match="调走"):
        actions.merge([education], county, effective_on=date(2020, 1, 2), **told)
    assert Organisation.objects.get(pk=education.pk).abolished_on is None
    actions.merge([education], county, effective_on=date(2020, 1, 3), **told)
