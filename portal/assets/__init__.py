"""The assets step: third-party and own static files, built, hashed and compressed before the portal runs."""
