-- warning: a recipient is called a child in the words that name him
WITH said AS (SELECT award_report_id, award_key, evidence FROM award_report WHERE regexp_matches(evidence, '(?i) (em|cháu|bé|học sinh) '))
SELECT award_report_id, name, evidence FROM said JOIN recipient USING (award_key),
    (VALUES ('em'), ('cháu'), ('bé'), ('học sinh')) AS child (word)
WHERE contains(lower(evidence), ' ' || word || ' ' || lower(name))
    AND NOT contains(lower(evidence), ' anh em ' || lower(name))
