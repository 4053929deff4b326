"""How fast the portal is beside the least its stack can do: `make bench`."""
