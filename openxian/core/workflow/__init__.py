"""Procedures as tables of steps, and the one way a case moves along them."""

from openxian.core.workflow.table import Step, Workflow

__all__ = ["Step", "Workflow"]
