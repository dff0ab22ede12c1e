-- Ceremonies by their keys in this snapshot, the latest first.
SELECT ceremony_key, ceremony_id, title, date, province
FROM ceremony WHERE ceremony_key IN (SELECT unnest($ceremony_keys)) ORDER BY ceremony_key DESC
