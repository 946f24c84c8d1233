"""記入: forms made from the columns of the 登録ブック, and what they give back."""
