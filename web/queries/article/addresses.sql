-- Other addresses of an article.
SELECT url, fetched FROM article_address WHERE article_key = $article_key AND url IS NOT NULL ORDER BY url
