"""What can be known without running: sizes, directions, templates."""
