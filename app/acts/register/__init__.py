"""監査台帳: what stands in each sheet of the register, batch by batch of contracts."""
