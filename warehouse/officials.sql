-- The mentions of all reports, with the person that each is.

INSERT INTO work.official BY NAME
SELECT told.* EXCLUDE (named_place, sole), person FROM work.told_official AS told LEFT JOIN work.person USING (mention_id);
