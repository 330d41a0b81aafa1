"""Agency mail and letters in, a Reading out: what it is, what it says, and where it says so."""
