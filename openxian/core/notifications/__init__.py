"""Telling people: always on the desk, and by mail or SMS as each of them wishes. ``actions.notify`` is the door."""
