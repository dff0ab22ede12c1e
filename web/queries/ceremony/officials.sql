-- Who took part in a ceremony, by its key in this snapshot: those who did something there before those who attended.
SELECT official_key, official_id, official.name, roles, titles, appearance.reports
FROM appearance JOIN official USING (official_key) WHERE ceremony_key = $ceremony_key
ORDER BY list_contains(roles, 'chair') DESC, list_contains(roles, 'speak') DESC, len(roles) DESC,
    appearance.reports DESC, official_key
