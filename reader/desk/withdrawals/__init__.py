"""Words withdrawn or masked: found wherever they stand, and taken out in one act."""
