-- The ceremonies of a province, the latest first; one of today has those of its whole territory.
SELECT date, title, ceremony_id, kind, province, place, outlets, reports
FROM ceremony
WHERE $province IN (province, province_today)
    AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
ORDER BY date DESC, ceremony_id
