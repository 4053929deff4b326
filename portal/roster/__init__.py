"""Reading a registrar's export: bytes to table, headers to fields, cells to values. Pure."""
