-- The ceremonies that an outlet reported, the latest first.
SELECT DISTINCT ceremony.date, ceremony.title, ceremony.ceremony_id, ceremony.kind, ceremony.province
FROM ceremony JOIN report USING (ceremony_key) JOIN article USING (article_key)
WHERE article.source = $source ORDER BY ceremony.date DESC, ceremony.ceremony_id
