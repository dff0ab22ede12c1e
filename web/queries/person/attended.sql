-- The ceremonies that an office holder took part in, the latest first, with roles and titles there.
SELECT ceremony.date, ceremony.title, ceremony_id, ceremony.kind, ceremony.province, roles, titles, appearance.reports
FROM appearance JOIN official USING (official_key) JOIN ceremony USING (ceremony_key)
WHERE official_id = $official_id ORDER BY ceremony.date DESC, ceremony_id
