-- The original of an article (`original`), and the articles that repeat it.
SELECT article_key = $syndicated_of AS original, article_id, article.source, source.name AS outlet, title, published, url
FROM article LEFT JOIN source USING (source)
WHERE syndicated_of = $article_key OR article_key = $syndicated_of
ORDER BY original DESC, published NULLS LAST, article_key
