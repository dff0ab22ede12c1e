-- An official as one article names him, and the article.
SELECT official_mention.*, article_id, article.url, ceremony_id
FROM official_mention JOIN report USING (report_key) JOIN article USING (article_key)
    LEFT JOIN ceremony ON ceremony.ceremony_key = report.ceremony_key
WHERE mention_id = $row
