"""Settings: ``base`` for every process, ``dev`` for changing the program, ``test`` for the suite."""
