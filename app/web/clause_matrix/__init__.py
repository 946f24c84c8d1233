"""条項の確認の画面: the matrix of clauses and fiscal years as a page draws it."""
