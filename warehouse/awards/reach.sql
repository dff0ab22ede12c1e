-- Which events are gone through for their awards: those that several reports tell of. Where there is one, each row is an award.

CREATE TABLE work.award_reach AS
SELECT event FROM work.report WHERE event IS NOT NULL GROUP BY event HAVING count(*) > 1;
