-- The province of today that has a slug, else the last that had it, with what was conferred there.
WITH unit AS (SELECT * FROM province WHERE province = $province ORDER BY valid_from DESC LIMIT 1)
SELECT unit.province, name, type, valid_from, valid_to, valid_to IS NULL AS exists_today,
    (SELECT list(heir.province ORDER BY heir.province) FROM province AS heir
        WHERE list_contains(unit.successors, heir.province_id)) AS heirs,
    (SELECT list(former.province ORDER BY former.province) FROM province_63 AS former
        WHERE former.province_today = unit.province AND unit.valid_to IS NULL) AS made_of,
    counted.*
FROM unit CROSS JOIN (
    SELECT count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
        CAST(CASE WHEN count(*) > 0 THEN sum(count) ELSE 0 END AS BIGINT) AS recipients,
        count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
        count(*) FILTER (conflict) AS conflicts
    FROM award
    WHERE status = 'conferred' AND $province IN (province, province_today)
        AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
) AS counted
