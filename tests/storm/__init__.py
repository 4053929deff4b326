"""Two hundred students claim five seats at once, through real processes, on both engines."""
