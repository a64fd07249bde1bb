"""How what somebody types finds what is written: spellings that make no difference, kana, words for the same thing."""
