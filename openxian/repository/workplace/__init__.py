"""The editors' side of the repository in the Wagtail admin: explorer, editor, reviews, batches, dashboard.

Nothing here is a Wagtail snippet: the only addresses that touch articles are those in ``urls.py``,
each of which asks ``permissions`` and calls one function of ``actions``.
"""
