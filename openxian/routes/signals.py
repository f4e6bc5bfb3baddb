"""What other rooms may listen to."""

from django.dispatch import Signal

# run, passed (bool), by, at; sent inside the transaction of the act that ended the run
run_finished = Signal()
