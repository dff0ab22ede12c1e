-- blocking: a ceremony, an award or an official is told of by no report
SELECT 'ceremony' AS of, ceremony_key AS key, 'report' AS missing FROM ceremony ANTI JOIN report USING (ceremony_key)
UNION ALL SELECT 'award', award_key, 'award_report' FROM award
    ANTI JOIN (FROM award_report WHERE part = 'same') USING (award_key)
UNION ALL SELECT 'official', official_key, 'official_mention' FROM official ANTI JOIN official_mention USING (official_key)
