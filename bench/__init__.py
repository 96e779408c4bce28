"""Benchmarks: what users wait for, each beside its floor in the same run. Results: docs/benchmarks.md."""
