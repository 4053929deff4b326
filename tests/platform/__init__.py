"""The ground everything stands on: settings, transactions, guards, later work."""
