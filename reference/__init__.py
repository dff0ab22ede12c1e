"""What the field knows: provinces with dates, outlets, award types, titles, folding; data files and look-ups."""
