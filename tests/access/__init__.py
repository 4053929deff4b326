"""Who may do what, asked through HTTP: a world with one record of each kind, and fifteen people in it."""
