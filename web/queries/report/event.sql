-- What one article says of its event, and the article.
SELECT report.*, article_id, article.url, ceremony_id
FROM report JOIN article USING (article_key) LEFT JOIN ceremony ON ceremony.ceremony_key = report.ceremony_key
WHERE article_id = $row
