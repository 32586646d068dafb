"""The recipe that makes the embedded model: prepare, train, export, evaluate."""
