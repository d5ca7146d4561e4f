"""Question in, answer out: understanding, evidence, composition, the service and the command line."""
