"""The door for change: every act on bodies, their people and their duties, one function each."""

from openxian.organisations.actions.delegations import delegate, end_delegation
from openxian.organisations.actions.duties import grant_duty, revoke_duty, settle_all_groups, settle_groups
from openxian.organisations.actions.people import (
    add_post,
    add_unit,
    appoint,
    change_person,
    change_post,
    change_unit,
    close_unit,
    end_appointment,
    register_person,
)
from openxian.organisations.actions.reforms import (
    abolish,
    change_facts,
    establish,
    merge,
    rename,
    split,
    transfer,
)

__all__ = [
    "abolish",
    "add_post",
    "add_unit",
    "appoint",
    "change_facts",
    "change_person",
    "change_post",
    "change_unit",
    "close_unit",
    "delegate",
    "end_appointment",
    "end_delegation",
    "establish",
    "grant_duty",
    "merge",
    "register_person",
    "rename",
    "revoke_duty",
    "settle_all_groups",
    "settle_groups",
    "split",
    "transfer",
]
