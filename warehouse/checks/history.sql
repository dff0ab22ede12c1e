-- blocking: an award's history does not end with what the snapshot says of it
WITH said AS (FROM award_at((SELECT snapshot FROM run)))
SELECT award_id, 'not in award_history as it stands' AS problem FROM (
    SELECT award_id, ceremony_id, date, handed_over, province, award, award_name_vi, class, grantor, recipient, count, qualifier,
        status, reports, reports_agreeing, conflict, source, url FROM award
    EXCEPT SELECT * EXCLUDE (snapshot, built) FROM said)
UNION ALL SELECT award_id, 'no award any more' FROM said ANTI JOIN award USING (award_id)
