-- Officials by their keys in this snapshot: those who handed over awards at another ceremony than the one that announced them.
SELECT official_key, official_id FROM official WHERE official_key IN (SELECT unnest($official_keys))
