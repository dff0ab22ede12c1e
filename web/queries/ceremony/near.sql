-- Ceremonies of the same province on a day, and of the same kind in its other years the nearest of each year.
SELECT ceremony_key, ceremony_id, title, kind, date, province
FROM ceremony
WHERE province = $province AND (kind = $kind OR date = $date)
QUALIFY date = $date OR row_number() OVER (PARTITION BY year, date = $date ORDER BY abs(date - $date), ceremony_key) = 1
ORDER BY abs(date - $date), ceremony_key
