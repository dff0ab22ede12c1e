-- blocking: a value is none of those that the data dictionary gives
WITH coded AS (
    SELECT 'award' AS of, award_id AS id, 'status' AS code_of, status AS code FROM award
    UNION ALL SELECT 'award', award_id, 'qualifier', qualifier FROM award
    UNION ALL SELECT 'award', award_id, 'recipient', recipient FROM award
    UNION ALL SELECT 'recipient', CAST(recipient_key AS VARCHAR), 'recipient', kind FROM recipient
    UNION ALL SELECT 'ceremony', ceremony_id, 'kind', kind FROM ceremony
    UNION ALL SELECT 'ceremony', ceremony_id, 'part_of_day', part_of_day FROM ceremony
    UNION ALL SELECT 'report', CAST(report_key AS VARCHAR), 'kind', kind FROM report
    UNION ALL SELECT 'report', CAST(report_key AS VARCHAR), 'part_of_day', part_of_day FROM report
    UNION ALL SELECT 'appearance', CAST(appearance_key AS VARCHAR), 'role', unnest(roles) FROM appearance
    UNION ALL SELECT 'source', source, 'outlet_kind', kind FROM source
    UNION ALL SELECT 'award_type', award, 'level', level FROM award_type
    UNION ALL SELECT 'award_occupation', CAST(award_key AS VARCHAR), 'occupation', occupation FROM award_occupation
)
SELECT of, id, code_of, code FROM coded ANTI JOIN code_label USING (code_of, code) WHERE code IS NOT NULL
UNION ALL SELECT 'award', award_id, 'class', CAST(class AS VARCHAR) FROM award WHERE class NOT IN (1, 2, 3)
UNION ALL SELECT 'ceremony', ceremony_id, 'date', CAST(date AS VARCHAR) FROM ceremony
    WHERE date_end < date OR year <> year(date) OR outlets > reports
UNION ALL SELECT 'ceremony', ceremony_id, 'province', province FROM ceremony
    WHERE province IS NOT NULL AND province NOT IN (SELECT province FROM province)
