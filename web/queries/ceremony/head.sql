-- Each ceremony as all reports on it tell, by its id, with the key that its parts are asked by.
SELECT ceremony_id, ceremony_key, title, kind, date, date_end, part_of_day, province, province_today, place, venue, host,
    reports, outlets, first_published, url
FROM ceremony ORDER BY ceremony_id
