"""Words and PDF out of frozen data."""
