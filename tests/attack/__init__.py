"""Attacks on the portal: each test tries what somebody with bad intentions would try."""
