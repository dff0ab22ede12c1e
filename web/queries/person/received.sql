-- Conferred awards whose recipients a report names with the very name of an office holder whom the same report names among the officials. It may be a namesake.
WITH mention AS MATERIALIZED (
    SELECT report_key, lower(name) AS name FROM official_mention
    WHERE official_key = (SELECT official_key FROM official WHERE official_id = $official_id)
), told AS MATERIALIZED (
    SELECT report_key, award_key, name FROM recipient
    WHERE kind = 'individual' AND report_key IN (SELECT report_key FROM mention)
), named AS MATERIALIZED (
    SELECT DISTINCT award_key, told.name
    FROM told JOIN mention ON mention.report_key = told.report_key AND mention.name = lower(told.name)
)
SELECT award.date, ceremony.title, award.ceremony_id, award.award, class, grantor, named.name AS as_given, evidence
FROM named JOIN award USING (award_key) LEFT JOIN ceremony ON ceremony.ceremony_key = award.ceremony_key
WHERE status = 'conferred' ORDER BY award.date DESC, award_key, as_given
