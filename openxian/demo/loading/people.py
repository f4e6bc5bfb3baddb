"""The demo accounts: one for every role, with passwords that are printed."""

from datetime import date, datetime

from openxian.accounts import actions as accounts
from openxian.accounts.models import Role, User
from openxian.demo.manuscripts import table
from openxian.organisations import actions as organisations
from openxian.organisations.models import Organisation

SINCE = date(2024, 1, 1)


def load_accounts(bodies: dict[str, Organisation], *, at: datetime) -> dict[str, User]:
    """Login → account. In the demo nobody is asked for a second factor or a new password."""
    roles = {role.key: role for role in Role.objects.all()}
    for role in roles.values():
        if role.second_factor_required:
            accounts.set_policy(role, second_factor_required=False, by=None, at=at)
    found = {}
    for spec in table("accounts")["account"]:
        user, _password = accounts.create_account(
            username=spec["login"],
            name=spec["name"],
            email=f"{spec['login']}@qinglan.example",
            password=spec["password"],
            by=None,
            at=at,
        )
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        user.must_change_password = False
        if "administrator" in spec:
            accounts.grant_role(user, roles[spec["administrator"]], by=None, at=at)
        for key, slug, below in spec.get("duties", []):
            organisations.grant_duty(
                user, roles[key], bodies[slug], includes_below=below, from_on=SINCE, by=None, at=at
            )
        found[spec["login"]] = user
    return found


def printed_accounts() -> list[tuple[str, str, str, str, str]]:
    """(role, name, login, password, what they can do) for the welcome text."""
    names = dict(Role.objects.values_list("key", "name"))
    return [
        (
            names[spec.get("administrator") or spec["duties"][0][0]],
            spec["name"],
            spec["login"],
            spec["password"],
            spec["can"],
        )
        for spec in table("accounts")["account"]
    ]
