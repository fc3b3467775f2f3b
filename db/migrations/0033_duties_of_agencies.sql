-- Heads of agencies and of public service units owe a day a month (TCD-05, TCD-06); a conference of staff counts with two thirds present (DCQ-04).
alter table organization.unit_version drop constraint unit_version_kind_check,
  add constraint unit_version_kind_check check (kind in (
    'province', 'centrallyRunCity',
    'urbanDistrict', 'ruralDistrict', 'town', 'provincialCity',
    'ward', 'commune', 'township', 'specialZone', 'village',
    'partyCommittee', 'fatherlandFront', 'peoplesCouncil', 'massOrganization', 'agency', 'publicServiceUnit', 'armedForces'));

alter table duties.evidence
  add column summoned int check (summoned between 1 and 100000),
  add column present int check (present >= 0),
  add check (num_nulls(summoned, present) in (0, 2)),
  add check (present <= summoned);
comment on column duties.evidence.summoned is 'How many were to come to a conference; with `present` it says whether the conference was valid.';
