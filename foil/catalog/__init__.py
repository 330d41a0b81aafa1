"""Facts shipped with FOIL Desk, each with its source and date: hand-edited TOML under `data/`.

`agencies` (one file each, read only when asked for), `technologies`, `vendors` and
`record_categories`. Nothing here is copied into the database; an office's corrections are laid
over these facts elsewhere.
"""
