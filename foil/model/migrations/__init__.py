"""The record's migrations, run by `foil.model.schema`."""
