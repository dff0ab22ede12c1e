-- A movement by its name without accents, joined by hyphens; where several movements have the same, they are one page.
SELECT any_value(replace(fold(name), ' ', '-')) AS slug, arg_max(name, (reports, name)) AS name,
    list(name ORDER BY reports DESC, name) AS names, min(start_date) AS start_date, max(end_date) AS end_date,
    CAST(sum(reports) AS BIGINT) AS reports, min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM movement WHERE replace(fold(name), ' ', '-') = $slug HAVING count(*) > 0
