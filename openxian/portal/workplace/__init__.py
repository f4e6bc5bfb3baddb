"""The site builders' side of the portal in the Wagtail admin."""
