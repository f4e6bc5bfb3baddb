"""Benchmarks: one module each, measured beside a peer in the same run; see README.md."""
