-- The tables of a snapshot. What stands behind "--" on the line of a table or column becomes its comment in the database.
-- Integer keys hold within one snapshot; the text ids stay from snapshot to snapshot. Storage v1.0.0, no indexes: keys are
-- checked at publish. The texts of articles are not here.

CREATE TABLE run ( -- The build that made this snapshot; one row.
    snapshot INTEGER NOT NULL, -- Number of the snapshot.
    built TIMESTAMPTZ NOT NULL, -- When it was built.
    code_version VARCHAR NOT NULL, -- Fingerprint of the code and data that built it.
    rules_hash VARCHAR NOT NULL, -- SHA-256 over the operator's corrections.
    inputs_hash VARCHAR NOT NULL, -- SHA-256 over names and contents of the parts that it was built from.
    parts INTEGER NOT NULL, -- Number of these parts.
    newest_fetch TIMESTAMPTZ, -- Latest fetch of an article in it.
    info VARCHAR NOT NULL, -- What the caller says about the run, as JSON.
);

CREATE TABLE source ( -- An outlet whose articles are in the snapshot.
    source VARCHAR NOT NULL, -- Domain without www; the key.
    name VARCHAR, -- The outlet's name; null where the outlet is not known.
    kind VARCHAR, -- newspaper, broadcaster, portal, party, board or national.
    province VARCHAR, -- Slug of its province; null for a national outlet.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    articles INTEGER NOT NULL, -- Articles of it in the snapshot.
    relevant INTEGER NOT NULL, -- Those of them that report an emulation or commendation event.
    first_published TIMESTAMPTZ, -- Earliest publication among them.
    last_published TIMESTAMPTZ, -- Latest publication among them.
);

CREATE TABLE province ( -- A province or centrally run city over the time in which it had one territory: the 63 before 1 July 2025, the 34 since, and those of before.
    province_id VARCHAR NOT NULL, -- Unit and year in which it begins, such as lao-cai-2025; the key.
    province VARCHAR NOT NULL, -- Slug as used in all other tables; several units may share it, one after the other.
    name VARCHAR NOT NULL, -- Name with accents, without its type.
    type VARCHAR NOT NULL, -- tỉnh, thành phố or đặc khu.
    code VARCHAR, -- Code of the statistical office; null for units gone before 2025.
    valid_from DATE NOT NULL, -- First day on which it exists; 1976-01-01 means as old as the table.
    valid_to DATE, -- First day on which it no longer exists; null where it exists today.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory; null where it went to several.
    successors VARCHAR[] NOT NULL, -- Ids of those of today's 34 that hold its territory.
);

CREATE TABLE award_type ( -- A type of award.
    award VARCHAR NOT NULL, -- Code as used in award and award_report; the key.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
    level VARCHAR NOT NULL, -- Level of the authority that grants it: state, province, unit or any.
    law VARCHAR NOT NULL, -- Where the law speaks of it.
    grantor VARCHAR, -- Code of the grantor where the law leaves no choice.
    classes INTEGER NOT NULL, -- Number of its classes; 0 where it has none.
    named BOOLEAN NOT NULL, -- Whether the code is a group whose awards carry their own name.
);

CREATE TABLE grantor ( -- A level of those who grant awards.
    grantor VARCHAR NOT NULL, -- Code as used in award and award_report; the key.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
    level VARCHAR NOT NULL, -- state, province, or unit: below the province, within a body.
);

CREATE TABLE code_label ( -- What the other codes mean that stand in columns of tables and views.
    code_of VARCHAR NOT NULL, -- Whose code it is: kind, part_of_day, recipient, qualifier, status, role, level, outlet_kind or occupation.
    code VARCHAR NOT NULL, -- The code.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
);

CREATE TABLE coverage ( -- What of an outlet's articles of a month is in the snapshot: more awards are told from more articles. Every view of a trend carries these figures.
    source VARCHAR, -- Domain of the outlet; null for articles of none that is known.
    month DATE, -- First day of the month of publication in Vietnam; null where it is not known, which for articles not read is common.
    found INTEGER, -- Articles known to be there: those read, and addresses that the crawler has found and not read, by the month that a feed, a sitemap or the address gives. Null where the outlet is not crawled, so that it is not known what there is. Pages that proved to be no article are not in it.
    aside INTEGER, -- Those found that were left unread because their headline is of another topic; null where found is.
    read INTEGER NOT NULL, -- Articles fetched and read: crawled, imported and backfilled ones, each once under however many addresses.
    relevant INTEGER NOT NULL, -- Those read that report an emulation or commendation event, or awards.
    copies INTEGER NOT NULL, -- The relevant ones that repeat another article's text.
    with_awards INTEGER NOT NULL, -- The relevant ones that tell of a conferred award, copies included.
);

CREATE TABLE article ( -- An article that was fetched, once, under however many addresses; its text is not kept here, its hash is.
    article_key INTEGER NOT NULL, -- Key in this snapshot.
    article_id VARCHAR NOT NULL, -- Stable id: hash of the address, or of the text where there is none.
    url VARCHAR, -- Canonical address.
    source VARCHAR, -- Domain of the outlet.
    province VARCHAR, -- Slug of the outlet's province; null for national and unknown outlets.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    title VARCHAR NOT NULL, -- Headline.
    published TIMESTAMPTZ, -- Publication; midnight in Vietnam where only the day is known.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the operator's archive.
    language VARCHAR, -- ISO 639-1 code.
    credit VARCHAR, -- Source that the article itself credits.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the canonical text that all offsets refer to.
    text_length INTEGER NOT NULL, -- Length of that text in code points.
    syndicated_of INTEGER, -- article_key of the article whose text it repeats: the one that credit lines lead to, else the earliest published; null for an original.
    syndicated_from VARCHAR, -- Outlet whose text it is, as credit lines tell: its domain where it is known, else the name as given; null where none tells, and for an original.
);

CREATE TABLE article_address ( -- Another address of an article, or a saved copy of it: print and mobile pages, other sections, moved ids. The first one is in article.
    article_key INTEGER NOT NULL, -- The article.
    article_id VARCHAR NOT NULL, -- Id that the article has by this address.
    url VARCHAR, -- The address, canonical; null for a saved copy without one.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the operator's archive.
);

CREATE TABLE article_version ( -- A text of an article whose address gave several from fetch to fetch; the last is the one that counts. What differs only in spaces and punctuation is none.
    article_key INTEGER NOT NULL, -- The article.
    version INTEGER NOT NULL, -- 1 for the first text.
    fetched TIMESTAMPTZ, -- When it was fetched first.
    record VARCHAR, -- Place of that page in the operator's archive.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text.
    title VARCHAR NOT NULL, -- Headline.
    paragraphs_added INTEGER NOT NULL, -- Paragraphs that the version before has not; the headline is one.
    paragraphs_removed INTEGER NOT NULL, -- Paragraphs that only the version before has.
    paragraphs_changed INTEGER NOT NULL, -- Paragraphs that read otherwise.
    numbers_changed VARCHAR[] NOT NULL, -- Numbers in them that stand in the place of others, each as "45 -> 47"; 20 at most.
    title_changed BOOLEAN NOT NULL, -- Whether the headline is another.
    published_changed BOOLEAN NOT NULL, -- Whether the time of publication is.
    byline_changed BOOLEAN NOT NULL, -- Whether the writer is.
);

CREATE TABLE report ( -- What one article says, as far as it is one value; officials, awards, movements and documents have tables of their own.
    report_key INTEGER NOT NULL, -- Key in this snapshot.
    article_key INTEGER NOT NULL, -- The article.
    ceremony_key INTEGER, -- The ceremony that it reports; null where it reports none, or does not say when it was.
    relevant BOOLEAN NOT NULL, -- Whether it reports an emulation or commendation event, or awards.
    kind VARCHAR NOT NULL, -- summary, launch, conferment, congress, council, plan, feature or other.
    published DATE, -- Day of publication in Vietnam.
    date DATE, -- First day of the event; null where the article does not say.
    date_end DATE, -- Last day, where it is another.
    part_of_day VARCHAR, -- morning, afternoon or evening.
    province VARCHAR, -- Slug of the province at the time of the event; null for the event of a central body.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    place VARCHAR, -- District or commune.
    venue VARCHAR, -- The hall.
    host VARCHAR, -- Who holds the event.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text that was read; that of the article.
    warnings VARCHAR[] NOT NULL, -- What could not be read or resolved.
    corrected_by VARCHAR, -- Who corrected the event's values; null where they stand as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where they were not read at all, or stand as read.
);

CREATE TABLE ceremony ( -- What happened on a day (or several): an event, put together from all reports on it.
    ceremony_key INTEGER NOT NULL, -- Key in this snapshot.
    ceremony_id VARCHAR NOT NULL, -- Stable id.
    title VARCHAR NOT NULL, -- Headline of the report that tells most.
    kind VARCHAR NOT NULL, -- As most reports have it: summary, launch, conferment, congress, council, plan, feature or other.
    date DATE NOT NULL, -- First day.
    date_end DATE, -- Last day, where it is another.
    year INTEGER NOT NULL, -- Year of the first day.
    part_of_day VARCHAR, -- morning, afternoon or evening.
    province VARCHAR, -- Slug of the province at the time.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    place VARCHAR, -- District or commune.
    venue VARCHAR, -- The hall.
    host VARCHAR, -- Who held it.
    reports INTEGER NOT NULL, -- Articles that report it, copies included.
    outlets INTEGER NOT NULL, -- Outlets that report it in words of their own.
    first_published TIMESTAMPTZ, -- Publication of the first report.
    url VARCHAR, -- Address of the report that tells most.
);

CREATE TABLE official ( -- A person in office who takes part in events.
    official_key INTEGER NOT NULL, -- Key in this snapshot.
    official_id VARCHAR NOT NULL, -- Stable id.
    name VARCHAR NOT NULL, -- Name in its commonest spelling.
    province VARCHAR, -- Slug of the province in which the person serves; null for national office or where it is not known.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    national BOOLEAN NOT NULL, -- Whether the person serves in a national body and in no province.
    title VARCHAR, -- Title last seen.
    ceremonies INTEGER NOT NULL, -- Ceremonies that the person took part in.
    reports INTEGER NOT NULL, -- Reports that name the person.
    first_seen DATE, -- First day of an event, or of a publication where the event has no day.
    last_seen DATE, -- Last such day.
);

CREATE TABLE position ( -- A title under which a person was seen.
    position_key INTEGER NOT NULL, -- Key in this snapshot.
    official_key INTEGER NOT NULL, -- The person.
    title VARCHAR NOT NULL, -- Title in its commonest spelling.
    post VARCHAR NOT NULL, -- The post in it, without accents and body: pho giam doc.
    body VARCHAR, -- The body in it, without accents: so noi vu; null for the leading bodies of a province.
    national BOOLEAN NOT NULL, -- Whether it is one of a national body.
    province VARCHAR, -- Slug of the person's province.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    first_seen DATE, -- First day on which it was seen.
    last_seen DATE, -- Last such day.
    reports INTEGER NOT NULL, -- Reports that give it.
);

CREATE TABLE appearance ( -- A person at a ceremony.
    appearance_key INTEGER NOT NULL, -- Key in this snapshot.
    official_key INTEGER NOT NULL, -- The person.
    ceremony_key INTEGER NOT NULL, -- The ceremony.
    roles VARCHAR[] NOT NULL, -- What the person did there by any report: attend, chair, speak, present.
    titles VARCHAR[] NOT NULL, -- Titles given there.
    reports INTEGER NOT NULL, -- Reports on it that name the person.
);

CREATE TABLE official_mention ( -- A person as one report names him.
    mention_key INTEGER NOT NULL, -- Key in this snapshot.
    mention_id VARCHAR NOT NULL, -- Stable id: article and name.
    official_key INTEGER NOT NULL, -- The person.
    report_key INTEGER NOT NULL, -- The report.
    name VARCHAR NOT NULL, -- Name as given.
    titles VARCHAR[] NOT NULL, -- Titles as given.
    roles VARCHAR[] NOT NULL, -- Roles in this report.
    corrected_by VARCHAR, -- Who corrected it; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
);

CREATE TABLE award ( -- The fact: one row an award (a number of recipients of one award at one event), however many outlets report it.
    award_key INTEGER NOT NULL, -- Key in this snapshot.
    award_id VARCHAR NOT NULL, -- Stable id.
    ceremony_key INTEGER, -- The ceremony; null where no report says when it was: tallies of a feature, plans, undated news.
    ceremony_id VARCHAR, -- Stable id of the ceremony.
    date DATE, -- Day of the ceremony; null without one.
    year INTEGER, -- Year of the ceremony; null without one.
    published DATE, -- Day of the first publication.
    province VARCHAR, -- Slug of the province at the time.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    award VARCHAR NOT NULL, -- Code of the award's type.
    award_name_vi VARCHAR NOT NULL, -- The award's own name where the type is a group of awards, else the type's name.
    class INTEGER, -- 1, 2 or 3 (hạng Nhất, Nhì, Ba).
    grantor VARCHAR, -- Code of who grants it; null where no report says.
    grantor_name VARCHAR, -- Who grants it, as given.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed.
    count INTEGER, -- Number of recipients; null where none is stated. How it is chosen where reports differ: see conflict.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    status VARCHAR NOT NULL, -- conferred; or cumulative, proposed, prospective, which never belong in totals of conferred awards.
    period_start INTEGER, -- First year, for what is not of this event.
    period_end INTEGER, -- Last year.
    recipient_names VARCHAR[] NOT NULL, -- Recipients named.
    presented_by VARCHAR[] NOT NULL, -- Who handed it over.
    reports INTEGER NOT NULL, -- Articles that tell of it, copies included.
    reports_agreeing INTEGER NOT NULL, -- Outlets whose number agrees; copies of another's text have no vote.
    conflict BOOLEAN NOT NULL, -- Whether an outlet's number cannot be squared with it. A corrected number stands, else most votes win; an exact number beats a rounded one that agrees.
    counts_reported INTEGER[] NOT NULL, -- All numbers reported, in order.
    breakdown STRUCT(label VARCHAR, count INTEGER)[] NOT NULL, -- Parts of the count, where they are told, such as Party badges by years; unnest(breakdown, recursive := true) gives label and count in rows. They need not add up.
    confidence DOUBLE NOT NULL, -- 0 to 1: how often rows like this one are right; 1 where someone corrected it.
    best_id VARCHAR NOT NULL, -- award_report_id of the row that says it best: with the number that stands, an original, the surest.
    evidence VARCHAR NOT NULL, -- The sentence that states it there.
    source VARCHAR, -- Domain of that report's outlet.
    url VARCHAR, -- Address of that report.
    corrected_by VARCHAR, -- Who corrected it in one of the reports; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
    handed_over DATE, -- Day on which it was handed over, where that was at a later ceremony than the one that announced it; null where it was not.
    handed_over_key INTEGER, -- ceremony_key of that later ceremony.
);

CREATE TABLE award_report ( -- An award as one article tells of it.
    award_report_key INTEGER NOT NULL, -- Key in this snapshot.
    award_report_id VARCHAR NOT NULL, -- Stable id: article and row.
    award_key INTEGER NOT NULL, -- The award that it counts for.
    report_key INTEGER NOT NULL, -- The report.
    part VARCHAR NOT NULL, -- same; or total, where it gives the sum of several awards; or part, where it gives a part of the award.
    syndicated BOOLEAN NOT NULL, -- Whether the article repeats another, so that it has no vote.
    award VARCHAR NOT NULL, -- Code of the award's type.
    name VARCHAR, -- Name as given, where the type is a group of awards.
    class INTEGER, -- 1, 2 or 3.
    grantor VARCHAR, -- Code of who grants it.
    grantor_name VARCHAR, -- Who grants it, as given.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed.
    count INTEGER, -- Number of recipients as stated here.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    status VARCHAR NOT NULL, -- conferred, cumulative, proposed or prospective.
    period_start INTEGER, -- First year.
    period_end INTEGER, -- Last year.
    presented_by VARCHAR[] NOT NULL, -- Who handed it over.
    breakdown STRUCT(label VARCHAR, count INTEGER)[] NOT NULL, -- Parts of the number, where they are told here.
    evidence VARCHAR NOT NULL, -- The sentence that states it.
    evidence_start INTEGER NOT NULL, -- First code point of it in the canonical text.
    evidence_end INTEGER NOT NULL, -- Code point behind its last.
    confidence DOUBLE NOT NULL, -- 0 to 1; 1 where someone corrected it.
    corrected_by VARCHAR, -- Who corrected it; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
);

CREATE TABLE award_history ( -- What the snapshots said of an award: a row for the first that had it, and one for each in which a value changed. award_at(number) gives the awards as a snapshot had them.
    award_id VARCHAR NOT NULL, -- The award.
    snapshot INTEGER NOT NULL, -- Number of the snapshot that said so first; it holds until the award's next row.
    built TIMESTAMPTZ NOT NULL, -- When that snapshot was built.
    change VARCHAR NOT NULL, -- new, changed or vanished; the values of what vanished are null.
    successor VARCHAR, -- award_id that held most of it, for one that vanished into another; null otherwise.
    ceremony_id VARCHAR, -- As award had it in that snapshot.
    date DATE, -- As award had it in that snapshot.
    province VARCHAR, -- As award had it in that snapshot.
    award VARCHAR, -- As award had it in that snapshot.
    award_name_vi VARCHAR, -- As award had it in that snapshot.
    class INTEGER, -- As award had it in that snapshot.
    grantor VARCHAR, -- As award had it in that snapshot.
    recipient VARCHAR, -- As award had it in that snapshot.
    count INTEGER, -- As award had it in that snapshot.
    qualifier VARCHAR, -- As award had it in that snapshot.
    status VARCHAR, -- As award had it in that snapshot.
    reports INTEGER, -- As award had it in that snapshot.
    reports_agreeing INTEGER, -- As award had it in that snapshot.
    conflict BOOLEAN, -- As award had it in that snapshot.
    source VARCHAR, -- As award had it in that snapshot.
    url VARCHAR, -- As award had it in that snapshot.
);

CREATE TABLE snapshot ( -- A snapshot of which award_history tells: this one, and those before it, whether their files are kept or not.
    snapshot INTEGER NOT NULL, -- Its number.
    built TIMESTAMPTZ NOT NULL, -- When it was built.
);

CREATE TABLE recipient ( -- A recipient named for an award. Names of children and pupils are left out.
    recipient_key INTEGER NOT NULL, -- Key in this snapshot.
    award_key INTEGER NOT NULL, -- The award.
    report_key INTEGER NOT NULL, -- The first report that gives the name.
    name VARCHAR NOT NULL, -- Name as given.
    name_norm VARCHAR NOT NULL, -- The name in lower case with tone marks in one place (Hòa, Hoà), for comparing; accents count.
    kind VARCHAR NOT NULL, -- collective, individual, household, case or mixed, as the award's row has it.
);

CREATE TABLE recipient_history ( -- Whether a recipient named for a conferred award was named before. The same are recipients of one name, kind and province of today: two people of one name there count as one, and who was named in an article that was not read was not named, so that repeated ones are an estimate.
    recipient_key INTEGER NOT NULL, -- The recipient; conferred awards with a day and a province alone are here.
    earlier INTEGER NOT NULL, -- Conferred awards to the same on earlier days that are known; 0 for the first time.
    earlier_same_award INTEGER NOT NULL, -- Those of them that are of the same type.
);

CREATE TABLE award_occupation ( -- That an award's recipients, or some of them, are workers or farmers, where the sentence that states it says so beside their number, or its breakdown does. No row says nothing of them.
    award_key INTEGER NOT NULL, -- The award.
    occupation VARCHAR NOT NULL, -- worker (công nhân, người lao động) or farmer (nông dân, ngư dân, diêm dân).
    count INTEGER NOT NULL, -- Recipients of the award of whom it is said.
);

CREATE TABLE award_count ( -- Conferred awards counted by year, province, type and class: what award_by_year and award_by_province are made of.
    year INTEGER, -- Year of the ceremony; null where its day is not known.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    province VARCHAR, -- Slug of the province at the time.
    award VARCHAR NOT NULL, -- Code of the award's type.
    class INTEGER, -- 1, 2 or 3; null for awards without classes, and where the class is not said.
    ceremonies INTEGER NOT NULL, -- Ceremonies at which they were conferred. They add up over years and provinces; over types and classes one ceremony would count several times.
    awards INTEGER NOT NULL, -- Rows of the table award.
    recipients BIGINT, -- Sum of their counts; rounded numbers enter as stated, awards without a number do not.
    without_count INTEGER NOT NULL, -- Awards of which no number is stated.
    rounded INTEGER NOT NULL, -- Awards whose number is rounded.
    conflicts INTEGER NOT NULL, -- Awards on whose number reports differ.
);

CREATE TABLE presentation ( -- Who handed over an award, as the reports tell.
    award_key INTEGER NOT NULL, -- The award.
    official_key INTEGER, -- The person; null where no report that says so names him among the officials.
    name VARCHAR NOT NULL, -- Name as given.
    reports INTEGER NOT NULL, -- Reports that tell so, copies included.
);

CREATE TABLE movement ( -- An emulation movement.
    movement_key INTEGER NOT NULL, -- Key in this snapshot.
    name VARCHAR NOT NULL, -- Name in its commonest spelling.
    start_date DATE, -- Earliest beginning given.
    end_date DATE, -- Latest end given.
    reports INTEGER NOT NULL, -- Reports that launch it or sum it up.
    first_seen DATE, -- First day on which it was told of.
    last_seen DATE, -- Last such day.
);

CREATE TABLE report_movement ( -- A movement in a report.
    report_key INTEGER NOT NULL, -- The report.
    movement_key INTEGER NOT NULL, -- The movement.
    name VARCHAR NOT NULL, -- Name as given.
    start_date DATE, -- Beginning as given.
    end_date DATE, -- End as given.
);

CREATE TABLE document ( -- A legal or party document that reports cite.
    document_key INTEGER NOT NULL, -- Key in this snapshot.
    name VARCHAR NOT NULL, -- Kind and number in the commonest spelling.
    reports INTEGER NOT NULL, -- Reports that cite it.
    first_cited DATE, -- First day on which it was cited.
    last_cited DATE, -- Last such day.
);

CREATE TABLE report_document ( -- A document in a report.
    report_key INTEGER NOT NULL, -- The report.
    document_key INTEGER NOT NULL, -- The document.
    name VARCHAR NOT NULL, -- As cited.
);

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
