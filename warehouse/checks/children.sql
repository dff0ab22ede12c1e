-- blocking: a child or pupil is named
SELECT award_id, name FROM (
    SELECT award_id, unnest(recipient_names) AS name FROM award
    UNION ALL SELECT award_id, name FROM recipient JOIN award USING (award_key)
) WHERE regexp_matches(name, '^(em|cháu|bé|học sinh)\s', 'i')
