-- Emulation movements that reports launch or sum up, those of most reports first.
SELECT movement.name, replace(fold(movement.name), ' ', '-') AS slug, any_value(movement.start_date) AS start_date,
    any_value(movement.end_date) AS end_date, any_value(first_seen) AS first_seen, any_value(last_seen) AS last_seen,
    any_value(movement.reports) AS reports, count(DISTINCT ceremony_key) AS ceremonies,
    count(DISTINCT province_today) AS provinces
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key)
GROUP BY movement_key, movement.name ORDER BY reports DESC, movement.name
