"""How a repair is written: types, statements, imports and names as the file has them."""
