"""一生: which acts may follow which state, of an inspection, a finding and a report."""
