"""Making only what has changed: what each file is made of, which are current, and the processes
that make the others."""
