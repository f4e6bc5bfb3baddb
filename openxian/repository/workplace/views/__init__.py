"""Pages of the workplace: load, ask, do one act, show."""
