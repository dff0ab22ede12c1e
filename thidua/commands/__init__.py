"""The commands of `thidua`, one module each; a module's `add_to` adds its command with its example."""
