"""Page to Article: the clean text of a news page, with its dates, captions and credits."""
