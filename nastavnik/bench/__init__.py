"""Benchmarks: medians on a throw-away demo, the peer in the same run. `nastavnik bench`."""
