-- The texts that an article had one after the other.
SELECT version, fetched, title, record IS NOT NULL AS archived, paragraphs_added, paragraphs_removed, paragraphs_changed,
    numbers_changed, title_changed, published_changed, byline_changed
FROM article_version WHERE article_key = $article_key ORDER BY version
