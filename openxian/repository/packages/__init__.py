"""数据包: content packages in.

``schema`` says what a row is, ``package`` and ``lines`` read, ``checking`` and ``bodies`` make a row fit to be stored,
``writing`` stores a batch, ``actions.import_package`` is the act. ``government_page`` and ``paragraphs`` help those
who turn old pages and old texts into packages.
"""
