-- Who took part in each ceremony, by its key in this snapshot: those who did something there before those who attended.
SELECT ceremony_key, official_key, official_id, official.name, roles, titles, appearance.reports
FROM appearance JOIN official USING (official_key)
ORDER BY ceremony_key, list_contains(roles, 'chair') DESC, list_contains(roles, 'speak') DESC, len(roles) DESC,
    appearance.reports DESC, official_key
