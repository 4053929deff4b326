"""What the portal can do: one module a capability, verbs without request or commit."""
