"""Pinning, unpinning, moving and taking out by form."""

from datetime import timedelta

import pytest
from django.utils import timezone

from openxian.core.models import AuditLine
from openxian.portal import actions
from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT
from openxian.portal.tests.office import MAY, MAY_NOT, address, shut
from tests.cast import login

ACTS = ("pin_placement", "unpin_placement", "move_placement", "unplace_placement")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("person", MAY)
def test_each_form_opens_for_those_who_may(client, request, person, act, corner):
    login(client, request.getfixturevalue(person))
    assert client.get(address(act, corner.open.pk)).status_code == 200


@pytest.mark.parametrize("person", MAY_NOT)
def test_nobody_else_gets_a_form_or_an_act(client, request, person, corner):
    actions.place(corner.open.article, corner.other, by=None, at=AT)
    login(client, request.getfixturevalue(person))
    for act in ACTS:
        assert shut(client.get(address(act, corner.open.pk))), act
        values = {"order": 1, "target": corner.forestry.pk}
        assert shut(client.post(address(act, corner.open.pk), values)), act
    corner.open.refresh_from_db()
    assert (corner.open.column_id, corner.open.pinned) == (corner.column.pk, 0)


def test_pin_with_an_end_and_unpin(client, writer, corner):
    login(client, writer)
    until = timezone.localdate() + timedelta(days=7)
    done = client.post(address("pin_placement", corner.older.pk), {"order": 4, "until": until.isoformat()})
    assert done.url == address("column", corner.column.pk)
    corner.older.refresh_from_db()
    assert (corner.older.pinned, corner.older.pinned_until) == (4, until)
    form = client.get(address("pin_placement", corner.older.pk)).content.decode()
    assert until.isoformat() in form, "changing a pin begins with what it is"
    client.post(address("unpin_placement", corner.older.pk))
    corner.older.refresh_from_db()
    assert (corner.older.pinned, corner.older.pinned_until) == (0, None)
    assert set(AuditLine.objects.filter(actor_id=writer.pk).values_list("act", flat=True)) >= {
        "portal.pin",
        "portal.unpin",
    }


def test_an_end_in_the_past_is_refused_at_its_field(client, writer, corner):
    login(client, writer)
    page = client.post(address("pin_placement", corner.open.pk), {"order": 1, "until": "2020-01-01"})
    assert page.context["form"].errors["until"] == ["置顶截止日期不能早于今天。"]


def test_move_takes_it_from_one_column_to_another(client, writer, corner):
    login(client, writer)
    done = client.post(address("move_placement", corner.open.pk), {"target": corner.other.pk})
    assert done.url == address("column", corner.column.pk)
    corner.open.refresh_from_db()
    assert corner.open.column_id == corner.other.pk


def test_only_columns_of_ones_own_are_offered_to_move_to(client, writer, corner):
    login(client, writer)
    groups = client.get(address("move_placement", corner.open.pk)).context["form"].fields["target"].choices
    offered = {number for _, rows in groups if not isinstance(rows, str) for number, _ in rows}
    assert corner.other.pk in offered
    assert not offered & {corner.forestry.pk, corner.column.pk}
    page = client.post(address("move_placement", corner.open.pk), {"target": corner.forestry.pk})
    assert "target" in page.context["form"].errors
    corner.open.refresh_from_db()
    assert corner.open.column_id == corner.column.pk


def test_moving_to_where_it_stands_already_is_refused(client, site_manager, corner):
    actions.place(corner.open.article, corner.other, by=None, at=AT)
    login(client, site_manager)
    page = client.post(address("move_placement", corner.open.pk), {"target": corner.other.pk})
    assert "请改用“移出栏目”" in page.content.decode()


def test_taking_out_asks_first_and_passes_the_home_on(client, writer, corner):
    actions.place(corner.open.article, corner.other, by=None, at=AT)
    login(client, writer)
    assert "马上看不到" in client.get(address("unplace_placement", corner.open.pk)).content.decode()
    assert Placement.objects.filter(pk=corner.open.pk).exists()
    client.post(address("unplace_placement", corner.open.pk))
    assert [(each.column_id, each.is_home) for each in corner.open.article.placements.all()] == [
        (corner.other.pk, True)
    ]


def test_a_published_article_keeps_its_last_column(client, writer, corner):
    login(client, writer)
    page = client.post(address("unplace_placement", corner.open.pk))
    assert page.status_code == 200
    assert "至少要留在一个栏目" in page.content.decode()
    assert Placement.objects.filter(pk=corner.open.pk).exists()


def test_a_draft_goes_back_to_the_list_of_what_waits(client, writer, corner):
    login(client, writer)
    done = client.post(address("unplace_placement", corner.draft.pk))
    assert done.url == address("column", corner.column.pk) + "?waiting"
