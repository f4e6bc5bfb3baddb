"""The peer of some benchmarks: content kept the way stock Wagtail keeps it, as pages."""
