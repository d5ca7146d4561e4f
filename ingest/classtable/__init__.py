"""Class tables: a CSV of pay, overtime, unit and whatever else, a row a class or grade, as a document of the index."""
