"""The tables of a snapshot: their schema, how they are derived, their ids, and the views on them."""
