"""Pages of this audience: admin."""
