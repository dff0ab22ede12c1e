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
