"""The verbs, one file a capability."""
