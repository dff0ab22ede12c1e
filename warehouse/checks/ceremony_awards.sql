-- blocking: an award stands at another day, year or province than its ceremony
SELECT award_id, award.date, award.province, ceremony_id FROM award JOIN ceremony USING (ceremony_key, ceremony_id)
WHERE award.date IS DISTINCT FROM ceremony.date OR award.year IS DISTINCT FROM ceremony.year
    OR award.province IS DISTINCT FROM ceremony.province OR award.province_today IS DISTINCT FROM ceremony.province_today
UNION ALL SELECT award_id, date, province, NULL FROM award
WHERE ceremony_key IS NULL AND (date IS NOT NULL OR year IS NOT NULL)
