-- Conferred awards that an office holder handed over, the latest first, with the ceremony of the handing over.
SELECT coalesce(handed_over, award.date) AS date, ceremony.title, ceremony.ceremony_id, award, class, count, qualifier,
    recipient, grantor, conflict
FROM award LEFT JOIN ceremony ON ceremony.ceremony_key = coalesce(handed_over_key, award.ceremony_key)
WHERE status = 'conferred' AND award_key IN (
    SELECT award_key FROM presentation
    WHERE official_key = (SELECT official_key FROM official WHERE official_id = $official_id))
ORDER BY coalesce(handed_over, award.date) DESC, award_key
