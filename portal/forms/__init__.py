"""The shape of what people send; rules live in services."""
