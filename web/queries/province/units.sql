-- What the territory was: every province that holds or held part of it or had its name, with what each conferred in its own time. An award without a day counts by its first report.
SELECT unit.unit, unit.province, count(DISTINCT ceremony_key) AS ceremonies, count(award_key) AS awards,
    CAST(CASE WHEN count(award_key) > 0 THEN sum(count) ELSE 0 END AS BIGINT) AS recipients,
    count(award_key) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts, unit.type, unit.valid_from, unit.valid_to, unit.heirs
FROM (
    SELECT name || ' ' || CASE WHEN valid_from > DATE '1976-01-01' THEN CAST(year(valid_from) AS VARCHAR) ELSE '' END
            || '–' || coalesce(CAST(year(valid_to) AS VARCHAR), '') AS unit,
        province, type, valid_from, valid_to, list(heir ORDER BY heir) AS heirs
    FROM province_change
    WHERE province_id IN (SELECT province_id FROM province_change WHERE $province IN (heir, province)) GROUP BY ALL
) AS unit
LEFT JOIN (
    SELECT *, coalesce(date, published) AS day FROM award
    WHERE status = 'conferred' AND province IN (SELECT province FROM province_change WHERE $province IN (heir, province))
) AS conferred
    ON conferred.province = unit.province AND day >= valid_from AND (valid_to IS NULL OR day < valid_to)
GROUP BY ALL ORDER BY unit.valid_to DESC NULLS FIRST, unit.province
