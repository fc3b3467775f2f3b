-- A resolution of a conference of staff passes with more than half of those present (DCQ-04); how many were for it is kept beside who came.
alter table duties.evidence add column agreed int check (agreed >= 0), add check (agreed <= present);
comment on column duties.evidence.agreed is 'How many of those present were for the resolution; null when none was put to the vote.';
