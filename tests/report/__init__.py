"""The formats, tested on reports made by hand."""
