"""One folder for each kind of document; each declares `DOCUMENT`."""
