"""Crowds, kills and a held database: real processes, on both engines, run by `make storm`."""
