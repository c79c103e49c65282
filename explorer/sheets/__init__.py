"""The catalogue as sheets of rows and columns, out and back."""
