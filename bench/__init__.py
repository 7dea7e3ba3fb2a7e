"""Benchmarks: each figure is a ratio to a baseline defined beside it and taken in the same run. Nothing here asserts a time."""
