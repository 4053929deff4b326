"""The scope linter: its rules, its corpus of postings, its library of examples."""
