"""Measurements, not tests: each module is a command (`python -m tests.bench.extract`) and fails nothing."""
