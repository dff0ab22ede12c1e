SELECT date, award_name_vi, class, count, recipient, evidence, url, ceremony_id
FROM award
WHERE status = 'conferred' AND province_today = $province AND year = $year
ORDER BY date DESC, award_name_vi, class
