-- Ceremonies at which awards were handed over that had been announced before, by their keys in this snapshot.
SELECT ceremony_key, ceremony_id, title, kind, date, province
FROM ceremony WHERE ceremony_key IN (SELECT unnest($handed_over_keys)) ORDER BY ceremony_key
