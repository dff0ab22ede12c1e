CREATE TABLE correction ( -- An entry of the operator's file of corrections, and what became of it.
    correction_key INTEGER NOT NULL, -- Its place in the file, from 1.
    article VARCHAR NOT NULL, -- The article as the file names it: address or id.
    article_key INTEGER, -- The article; null where there is none.
    subject VARCHAR NOT NULL, -- award, official or event.
    action VARCHAR NOT NULL, -- change, remove or add.
    row_id VARCHAR, -- award_report_id or mention_id of the row that was changed or added.
    as_read VARCHAR, -- Values by which the file names what was read, as JSON; null where nothing was. Of recipients their number alone; of an official who is none nothing.
    set_to VARCHAR, -- Values that are right, as JSON; null where what was read is removed.
    corrected_by VARCHAR NOT NULL, -- Who says so.
    corrected_on DATE NOT NULL, -- When.
    corrected_why VARCHAR NOT NULL, -- Why.
    articles INTEGER NOT NULL, -- Articles in which it was applied: more than one where others repeat the text, 0 where it fits nothing.
    problem VARCHAR, -- Why it was not applied; null where it was.
);

CREATE TABLE person_correction ( -- An entry of the operator's file of people, which says who is one person and who are two, and what became of it.
    person_correction_key INTEGER NOT NULL, -- Its place in the file, from 1.
    action VARCHAR NOT NULL, -- join or split.
    people VARCHAR NOT NULL, -- Whom the file names, as a JSON list: name, province, from, to, title, article.
    articles VARCHAR[] NOT NULL, -- The articles among them: addresses or ids.
    official_ids VARCHAR[] NOT NULL, -- The persons to whom the mentions belong that it names; none where it fits nothing.
    mentions INTEGER NOT NULL, -- The number of these mentions.
    changed BOOLEAN NOT NULL, -- Whether it changed anything; false where they were joined or apart without it.
    corrected_by VARCHAR NOT NULL, -- Who says so.
    corrected_on DATE NOT NULL, -- When.
    corrected_why VARCHAR NOT NULL, -- Why.
    problem VARCHAR, -- Why it was not applied; null where it was.
);

CREATE TABLE alias ( -- An id of a former snapshot that is no longer used.
    kind VARCHAR NOT NULL, -- ceremony, official or award.
    old_id VARCHAR NOT NULL, -- The id of before.
    id VARCHAR, -- The id that holds most of what it held; null where nothing of it is left.
);

CREATE TABLE intake ( -- What was taken in, for the next publish: it decides anew only what a change of these can touch.
    article_id VARCHAR NOT NULL, -- Article, by any of its addresses.
    fingerprint VARCHAR NOT NULL, -- Hash of what was taken in of it: address, headline, text, report, outlet, time, credit.
    kin VARCHAR NOT NULL, -- Smallest article_id among those that likeness of text joins it with, before what they state tells them apart.
    event_kin VARCHAR, -- Smallest article_id among the reports that a chain of pairs with evidence for one event joins it with; null where it tells of none.
    event VARCHAR, -- Smallest article_id among the reports that tell of the same; null where it tells of none.
);
