-- Ceremonies on which reports tell of some movements too, by their keys; days have keys in order, so that near ones are near.
SELECT DISTINCT ceremony_key
FROM report_movement JOIN report USING (report_key)
WHERE movement_key IN (SELECT unnest($movement_keys)) AND ceremony_key IS NOT NULL
ORDER BY abs(ceremony_key - $ceremony_key), ceremony_key LIMIT 12
