-- A ceremony as all reports on it tell, with the keys that its parts are asked by.
SELECT ceremony_key, ceremony_id, title, kind, date, date_end, part_of_day, province, province_today, place, venue, host,
    reports, outlets, first_published, url
FROM ceremony WHERE ceremony_id = $ceremony_id
