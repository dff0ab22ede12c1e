"""The CMS families as declarations: one YAML file a family, read by `extract.families.declaration`."""
