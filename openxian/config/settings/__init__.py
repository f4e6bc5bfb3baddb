"""Settings: ``base`` for every process, ``test`` for the suite; the front door is chosen by OPENXIAN_DOOR."""
