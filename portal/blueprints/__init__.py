"""One package an audience; each blueprint has its own door."""
