"""The door for change: every act on accounts, one function each."""

from openxian.accounts.actions.roles import sync_roles

__all__ = ["sync_roles"]
