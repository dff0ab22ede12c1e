-- Conferred awards of a type with the ceremony of each, the latest first.
SELECT award.date, title, ceremony.ceremony_id, award.province, award_name_vi, class, count, qualifier, recipient,
    grantor, conflict
FROM award JOIN ceremony USING (ceremony_key)
WHERE award = $award AND status = 'conferred'
ORDER BY award.date DESC, award_key
