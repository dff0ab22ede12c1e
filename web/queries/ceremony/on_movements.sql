-- Ceremonies that belong to the same movements as one, the nearest in time first.
SELECT ceremony_key, ceremony_id, title, kind, date, province
FROM ceremony WHERE ceremony_key IN (
    SELECT ceremony_key FROM report_movement JOIN report USING (report_key)
    WHERE movement_key IN (SELECT unnest($movement_keys)) AND ceremony_key <> $ceremony_key)
ORDER BY abs(date - $date), ceremony_key LIMIT 6
