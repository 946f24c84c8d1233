"""登録ブックの登録: what a book changes is worked out first, then written."""
