-- warning: a person is in two provinces on one day (and not in two parts of it), or in two places in one part of a day
WITH seen AS (
    SELECT official_key, name, ceremony_key, date, part_of_day, ceremony.province_today, place
    FROM appearance JOIN official USING (official_key) JOIN ceremony USING (ceremony_key)
    WHERE ceremony.province_today IS NOT NULL
)
SELECT one.name, one.date, one.province_today AS province, one.place, other.province_today AS other_province,
    other.place AS other_place
FROM seen AS one JOIN seen AS other ON other.official_key = one.official_key AND other.date = one.date
    AND other.ceremony_key > one.ceremony_key
WHERE (one.province_today <> other.province_today AND coalesce(one.part_of_day = other.part_of_day, true))
    OR (one.province_today = other.province_today AND one.part_of_day = other.part_of_day AND one.place <> other.place)
ORDER BY one.date, one.name, one.ceremony_key, other.ceremony_key
