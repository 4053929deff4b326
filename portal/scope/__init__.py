"""What makes a scope workable: formats, rules as data, and pure functions that hold a posting against them."""
