-- A session that was put off: its new day keeps the days of notice (TCD-08, TCD-20), or says to everybody why it comes sooner.
alter table reception.session add column short_notice text check (length(btrim(short_notice)) between 5 and 500);
comment on column reception.session.short_notice is 'Why the new day of a session that was put off is nearer than the notice of the law; published with it. Null: the notice was kept.';
