-- Which articles are compared anew: all.

CREATE TABLE work.text_reach AS SELECT id FROM work.newest;
CREATE TABLE work.text_around AS SELECT id FROM work.newest LIMIT 0;
