"""Tables in and out: ``reading`` takes them apart cell by cell, ``writing`` streams them, ``blank`` draws templates."""
