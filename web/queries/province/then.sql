-- Conferred awards by year and by the province of the time, for those whose territory is or was in it. An award without a day counts by its first report.
SELECT award.year, unit.name || ' ' || CASE WHEN valid_from > DATE '1976-01-01' THEN CAST(year(valid_from) AS VARCHAR) ELSE '' END
        || '–' || coalesce(CAST(year(valid_to) AS VARCHAR), '') AS unit,
    unit.province, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award JOIN province AS unit ON unit.province = award.province AND coalesce(date, published) >= valid_from
    AND (valid_to IS NULL OR coalesce(date, published) < valid_to)
WHERE status = 'conferred'
    AND unit.province_id IN (SELECT province_id FROM province_change WHERE $province IN (heir, province))
GROUP BY award.year, unit.province_id, unit.province, unit.name, valid_from, valid_to
ORDER BY award.year, valid_from, unit.province
