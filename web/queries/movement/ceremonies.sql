-- The ceremonies that launch a movement or sum it up, the latest first.
SELECT DISTINCT ceremony.date, title, ceremony_id, ceremony.kind, ceremony.province, ceremony.reports
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key) JOIN ceremony USING (ceremony_key)
WHERE replace(fold(movement.name), ' ', '-') = $slug ORDER BY ceremony.date DESC, ceremony_id
