SELECT date, province, award_name_vi, count, counts_reported, evidence, url, ceremony_id
FROM award
WHERE conflict AND status = 'conferred'
ORDER BY date DESC
