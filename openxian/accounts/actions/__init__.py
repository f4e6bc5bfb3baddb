"""The door for change: every act on accounts, one function each."""

from openxian.accounts.actions.people import (
    change_account,
    create_account,
    disable_account,
    enable_account,
    freeze_idle_accounts,
    reset_password,
)
from openxian.accounts.actions.roles import grant_role, revoke_role, set_policy, sync_roles
from openxian.accounts.actions.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    end_second_factor,
    pass_second_factor,
    renew_backup_codes,
)
from openxian.accounts.actions.sessions import (
    change_password,
    end_session,
    record_failure,
    record_lock,
    record_login,
    record_logout,
    unlock,
)
from openxian.accounts.actions.trail import export_trail

__all__ = [
    "begin_second_factor",
    "change_account",
    "change_password",
    "confirm_second_factor",
    "create_account",
    "disable_account",
    "enable_account",
    "end_second_factor",
    "end_session",
    "export_trail",
    "freeze_idle_accounts",
    "grant_role",
    "pass_second_factor",
    "record_failure",
    "record_lock",
    "record_login",
    "record_logout",
    "renew_backup_codes",
    "reset_password",
    "revoke_role",
    "set_policy",
    "sync_roles",
    "unlock",
]
