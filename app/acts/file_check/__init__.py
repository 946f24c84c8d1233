"""ファイルを確かめる: what a file is by its content; what it claims to be is not believed."""
