"""What other rooms may listen to."""

from django.dispatch import Signal

# run, passed (bool), by, at; sent inside the transaction of the act that ended the run
run_finished = Signal()

# run (its fields are the new ones), by, at; sent inside the transaction in which a drafter sends a mended case again
run_resubmitted = Signal()
