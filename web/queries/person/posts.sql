-- The posts of an office holder by the days on which they were seen. An absence of news is no gap in office.
SELECT position.title, position.first_seen, position.last_seen, position.reports
FROM position JOIN official USING (official_key) WHERE official_id = $official_id
ORDER BY position.first_seen, position.last_seen, position.title
