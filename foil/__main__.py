"""`python -m foil`, the same as `foil`."""

from foil.cli import main

if __name__ == "__main__":
    main(prog_name="foil")
