"""The desk in a browser: a module a noun, each with its blueprint; see `foil.web.app`."""
