"""The office screens of accounts: who gets which page, and what the forms do."""

import pytest
from django.urls import reverse

from openxian.accounts.models import User
from tests.cast import login, make_user

STAFF = ["system_administrator", "security_administrator", "audit_administrator", "site_manager", "writer"]
WHO = {
    "accounts:accounts": {"system_administrator", "security_administrator"},
    "accounts:account": {"system_administrator", "security_administrator"},
    "accounts:create": {"system_administrator"},
    "accounts:change": {"system_administrator"},
    "accounts:disable": {"system_administrator"},
    "accounts:reset_password": {"system_administrator"},
    "accounts:unlock": {"security_administrator"},
    "accounts:end_second_factor": {"security_administrator"},
    "accounts:grant": {"security_administrator"},
    "accounts:roles": {"security_administrator"},
    "accounts:policy": {"security_administrator"},
    "accounts:trail": {"audit_administrator"},
}
NEED = {"accounts:policy": ["writer"]}
ALONE = {"accounts:accounts", "accounts:create", "accounts:roles", "accounts:trail"}


@pytest.mark.parametrize("person", STAFF)
def test_each_page_opens_for_its_administrator_alone(client, request, person, nobody):
    login(client, request.getfixturevalue(person))
    for name, allowed in WHO.items():
        address = reverse(name, args=NEED.get(name, [] if name in ALONE else [nobody.pk]))
        assert client.get(address).status_code == (200 if person in allowed else 403), (person, name)


def test_no_administrator_opens_an_act_on_themselves(client, system_administrator, security_administrator):
    login(client, system_administrator)
    for name in ("change", "disable", "reset_password"):
        assert client.get(reverse(f"accounts:{name}", args=[system_administrator.pk])).status_code == 403
    login(client, security_administrator)
    for name in ("grant", "unlock", "end_second_factor"):
        assert client.get(reverse(f"accounts:{name}", args=[security_administrator.pk])).status_code == 403


def test_making_an_account_shows_its_password_once(client, system_administrator):
    login(client, system_administrator)
    page = client.post(reverse("accounts:create"), {"username": "new.comer", "name": "新人"})
    user = User.objects.get(username="new.comer")
    assert user.check_password(page.context["password"])
    assert page.context["password"] not in client.get(reverse("accounts:account", args=[user.pk])).content.decode()


def test_a_refusal_stands_at_its_field(client, system_administrator, writer):
    login(client, system_administrator)
    page = client.post(reverse("accounts:create"), {"username": "writer", "name": "新人"})
    assert page.context["form"].errors["username"] == ["这个登录名已有人使用，请换一个。"]


def test_a_change_saves(client, system_administrator, writer):
    login(client, system_administrator)
    client.post(reverse("accounts:change", args=[writer.pk]), {"name": "陈小禾", "email": "", "phone": "139"})
    writer.refresh_from_db()
    assert (writer.name, writer.phone) == ("陈小禾", "139")


def test_disabling_and_enabling_by_button(client, system_administrator, writer):
    login(client, system_administrator)
    client.post(reverse("accounts:disable", args=[writer.pk]))
    assert not User.objects.get(pk=writer.pk).is_active
    client.post(reverse("accounts:enable", args=[writer.pk]))
    assert User.objects.get(pk=writer.pk).is_active


def test_granting_and_revoking_by_form(client, security_administrator, nobody):
    from openxian.accounts.models import Role

    role = Role.objects.get(key="audit_administrator")
    login(client, security_administrator)
    client.post(reverse("accounts:grant", args=[nobody.pk]), {"role": role.pk})
    assert nobody.groups.filter(role=role).exists()
    client.post(reverse("accounts:revoke", args=[nobody.pk, role.key]))
    assert not nobody.groups.exists()


def test_the_list_goes_on_after_the_last_name(client, system_administrator, django_assert_max_num_queries):
    for number in range(60):
        make_user(f"user-{number:03}", f"用户{number}")
    login(client, system_administrator)
    first = client.get(reverse("accounts:accounts"), {"text": "user-"})
    with django_assert_max_num_queries(18):
        second = client.get(reverse("accounts:accounts"), {"text": "user-", "after": first.context["after"]})
    names = [account.username for page in (first, second) for account in page.context["accounts"]]
    assert names == [f"user-{number:03}" for number in range(60)]


@pytest.mark.parametrize("person", STAFF)
def test_wagtails_own_screens_for_people_are_shut(client, request, person, nobody):
    login(client, request.getfixturevalue(person))
    for address in ("users/", "users/add/", f"users/edit/{nobody.pk}/", "groups/", "groups/new/", "password_reset/"):
        assert client.get(f"/office/{address}").status_code in (403, 404), address
        assert client.post(f"/office/{address}").status_code in (403, 404), address


def test_the_menu_leads_only_where_one_may_go(client, writer, audit_administrator):
    login(client, audit_administrator)
    assert reverse("accounts:trail") in client.get("/office/").content.decode()
    login(client, writer)
    page = client.get("/office/").content.decode()
    assert reverse("accounts:trail") not in page
    assert reverse("accounts:accounts") not in page
    assert "/office/users/" not in page
