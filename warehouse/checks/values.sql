-- blocking: a value is none of those that the data dictionary gives
SELECT 'award' AS of, award_id AS id FROM award
WHERE status NOT IN ('conferred', 'cumulative', 'proposed', 'prospective') OR qualifier NOT IN ('exact', 'over', 'about')
    OR recipient NOT IN ('collective', 'individual', 'household', 'case', 'mixed') OR class NOT IN (1, 2, 3)
UNION ALL SELECT 'ceremony', ceremony_id FROM ceremony
WHERE date_end < date OR year <> year(date) OR outlets > reports
UNION ALL SELECT 'ceremony', ceremony_id FROM ceremony
    WHERE province IS NOT NULL AND province NOT IN (SELECT province FROM province)
