-- Conferred awards of a type by year and class; a row without class is of awards of which no report says it.
SELECT year, award, class, CAST(sum(ceremonies) AS BIGINT) AS ceremonies, CAST(sum(awards) AS BIGINT) AS awards,
    CAST(sum(recipients) AS BIGINT) AS recipients, CAST(sum(without_count) AS BIGINT) AS without_count,
    CAST(sum(rounded) AS BIGINT) AS rounded, CAST(sum(conflicts) AS BIGINT) AS conflicts
FROM award_count WHERE award = $award AND (SELECT classes FROM award_type WHERE award = $award) > 0
GROUP BY year, award, class ORDER BY year, class
