-- What the operator corrected of an office holder: who is one person and who are two, and what single reports say.
SELECT 'person' AS subject, action, corrected_on, corrected_by, corrected_why
FROM person_correction WHERE list_contains(official_ids, $official_id) AND problem IS NULL
UNION ALL
SELECT 'official' AS subject, CASE WHEN as_read IS NULL THEN 'add' ELSE 'change' END AS action, corrected_on,
    corrected_by, corrected_why
FROM official_mention
WHERE official_key = (SELECT official_key FROM official WHERE official_id = $official_id) AND corrected_by IS NOT NULL
ORDER BY corrected_on DESC, subject, action, corrected_by, corrected_why
