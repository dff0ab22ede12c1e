"""The command line, settings and the Python API: `import thidua`."""
