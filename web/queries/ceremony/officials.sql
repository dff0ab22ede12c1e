-- Who took part in a ceremony, and who handed over its awards: those who did something there before those who attended.
WITH present AS (SELECT official_key, roles, titles, reports FROM appearance WHERE ceremony_key = $ceremony_key),
handed AS (
    SELECT official_key, list(struct_pack(award_key, name)) AS handed
    FROM presentation WHERE award_key BETWEEN $first_award AND $last_award AND official_key IS NOT NULL
    GROUP BY official_key
)
SELECT official_id, official.name, coalesce(roles, []) AS roles, coalesce(titles, []) AS titles, present.reports,
    coalesce(handed, []) AS handed
FROM present FULL JOIN handed USING (official_key) JOIN official USING (official_key)
ORDER BY list_contains(roles, 'chair') DESC, list_contains(roles, 'speak') DESC, len(roles) DESC, present.reports DESC,
    official_key
