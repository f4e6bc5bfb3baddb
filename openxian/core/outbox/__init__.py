"""What leaves an act: rows written in its transaction, done by a worker. ``actions.put`` is the door."""
