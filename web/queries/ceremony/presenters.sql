-- Who handed over an award, by the award's key in this snapshot; names as given.
SELECT award_key, name, official_key FROM presentation
WHERE official_key IS NOT NULL
ORDER BY award_key, name, official_key
