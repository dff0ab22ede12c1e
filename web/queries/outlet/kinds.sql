-- What the relevant articles of an outlet tell of: kinds of events, and how many of these articles repeat another.
SELECT kind, count(*) AS relevant, count(syndicated_of) AS copies, count(DISTINCT ceremony_key) AS ceremonies
FROM report JOIN article USING (article_key)
WHERE source = $source AND relevant GROUP BY kind ORDER BY relevant DESC, kind
