"""Uploaded bytes: what they really are, and where they are kept."""
