"""Journeys in Chromium, as people take them."""
