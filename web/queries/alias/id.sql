-- What an id of a former snapshot became.
SELECT id FROM alias WHERE kind = $kind AND old_id = $old_id
