"""Everything that is read from YAML: scenarios, parameters and scripts, with positions and diagnostics."""
