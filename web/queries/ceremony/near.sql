-- Ceremonies of the same province on a day, and of the same kind on other days, the nearest first, by their keys.
SELECT ceremony_key, date FROM ceremony
WHERE province = $province AND (kind = $kind OR date = $date)
ORDER BY abs(date - $date), ceremony_key
