"""手で書く: facts entered or changed by hand, one at a time."""
