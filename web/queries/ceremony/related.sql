-- Ceremonies beside one: where its awards were handed over, whose awards were handed over at it, those of the same day
-- and province, and those of the same kind and province in the nearest other years.
WITH announced AS (
    SELECT ceremony_key,
        list(struct_pack(award_id, award, "class" := class, recipient, count, qualifier) ORDER BY award_key) AS awards
    FROM award WHERE handed_over_key = $ceremony_key AND ceremony_key IS NOT NULL GROUP BY ceremony_key
),
near AS (
    SELECT ceremony_key, date, year, kind FROM ceremony
    WHERE province = $province AND (kind = $kind OR date = $date) AND ceremony_key <> $ceremony_key
),
found AS (
    SELECT 'handed_over' AS relation, unnest($handed_over_keys) AS ceremony_key, 0 AS far
    UNION ALL
    SELECT 'announced', ceremony_key, 0 FROM announced
    UNION ALL
    (SELECT 'same_day', ceremony_key, 0 FROM near WHERE date = $date ORDER BY ceremony_key LIMIT 6)
    UNION ALL
    (SELECT 'other_years', arg_min(ceremony_key, abs(date - $date)), abs(year - year($date)) AS far
    FROM near WHERE kind = $kind AND year <> year($date) GROUP BY year ORDER BY far, year LIMIT 6)
)
SELECT relation, ceremony_key, ceremony_id, title, kind, date, province, coalesce(awards, []) AS awards
FROM found JOIN ceremony USING (ceremony_key) LEFT JOIN announced USING (ceremony_key)
ORDER BY relation, date DESC
