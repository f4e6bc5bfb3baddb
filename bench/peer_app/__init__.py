"""The peers of the explorer benchmark: the same content as a stock snippet and as stock pages."""
