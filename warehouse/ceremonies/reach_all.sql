-- Which reports are grouped anew: all.

CREATE TABLE work.event_reach AS SELECT article_id FROM work.told JOIN work.article ON id = article_id WHERE relevant;
CREATE TABLE work.event_around AS FROM work.event_reach LIMIT 0;
