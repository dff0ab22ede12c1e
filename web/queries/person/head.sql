-- An office holder as this snapshot has him, with the other spellings of his name in reports.
SELECT official_id, name, title, province, province_today, "national", ceremonies, reports, first_seen, last_seen,
    (SELECT list(DISTINCT mention.name ORDER BY mention.name) FROM official_mention AS mention
        WHERE mention.official_key = official.official_key AND mention.name <> official.name) AS spellings
FROM official WHERE official_id = $official_id
