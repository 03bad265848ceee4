"""What each resource shows and takes: fields and shapes, nothing else."""
