-- The place of an article's page in the operator's archive: of its version of a number, or of its newest fetch.
SELECT coalesce(article_version.record, article.record) AS record
FROM article LEFT JOIN article_version
    ON article_version.article_key = article.article_key AND article_version.version = $version
WHERE article_id = $article_id AND ($version IS NULL OR article_version.version IS NOT NULL)
