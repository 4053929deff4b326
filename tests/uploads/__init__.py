"""What uploads really are."""
