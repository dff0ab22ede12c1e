-- The officials seen at most ceremonies of a province; first and last day are those of ceremonies there.
SELECT name, official_id, title, seen.ceremonies, seen.first_seen, seen.last_seen
FROM official JOIN (
    SELECT official_key, count(*) AS ceremonies, min(date) AS first_seen, max(date) AS last_seen
    FROM appearance JOIN ceremony USING (ceremony_key)
    WHERE $province IN (province, province_today)
        AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
    GROUP BY official_key
) AS seen USING (official_key)
ORDER BY seen.ceremonies DESC, name, official_id
