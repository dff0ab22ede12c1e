-- warning: more recipients are named than are counted
SELECT award_id, count, len(recipient_names) AS names, url FROM award
WHERE qualifier = 'exact' AND count < len(recipient_names) AND recipient <> 'case'
