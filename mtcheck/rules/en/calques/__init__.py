"""Word-for-word translations of set phrases, as rows of data: one file for each group of source languages."""
