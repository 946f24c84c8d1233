"""条項の確認: what was last confirmed of each clause in each fiscal year; start with matrix.py."""
