"""仕事: what runs by itself, at its time; thin."""
