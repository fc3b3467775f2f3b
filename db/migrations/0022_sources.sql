-- Promises made face to face, and what the law obliges a unit to do.
alter table commitments.commitment drop constraint commitment_source_check;
alter table commitments.commitment add constraint commitment_source_check check (source in ('case', 'backlog', 'reception', 'dialogue', 'duty'));
