-- Conferred awards by type and class, over all years.
SELECT award, class, CAST(sum(ceremonies) AS BIGINT) AS ceremonies, CAST(sum(awards) AS BIGINT) AS awards,
    CAST(sum(recipients) AS BIGINT) AS recipients, CAST(sum(without_count) AS BIGINT) AS without_count,
    CAST(sum(rounded) AS BIGINT) AS rounded, CAST(sum(conflicts) AS BIGINT) AS conflicts
FROM award_count
WHERE province_today = $province
    OR (province = $province AND $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
GROUP BY award, class ORDER BY recipients DESC NULLS LAST, award, class
