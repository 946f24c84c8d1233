"""登録ブックと監査台帳: Excel in, strictly and bounded; Excel out, streaming; knows no table."""
