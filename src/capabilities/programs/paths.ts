export const at = {
  programs: '/lam-viec/chuong-trinh-phoi-hop',
  draft: '/lam-viec/chuong-trinh-phoi-hop/soan',
  program: '/lam-viec/chuong-trinh-phoi-hop/:program{[0-9]{1,15}}',
  committees: '/lam-viec/ban-chi-dao',
  committee: '/lam-viec/ban-chi-dao/:committee{[0-9]{1,15}}',
  conclusion: '/lam-viec/ban-chi-dao/ket-luan/:conclusion{[0-9]{1,15}}',
  campaigns: '/lam-viec/phong-trao',
  campaign: '/lam-viec/phong-trao/:campaign{[0-9]{1,15}}',
  photo: '/lam-viec/phong-trao/:campaign{[0-9]{1,15}}/:result{[0-9]{1,15}}/anh/:file{[0-9a-f-]{36}}',
  shown: '/dv/:unit/phong-trao',
  shownOne: '/dv/:unit/phong-trao/:campaign{[0-9]{1,15}}',
  shownPhoto: '/dv/:unit/phong-trao/:campaign{[0-9]{1,15}}/:result{[0-9]{1,15}}/anh/:file{[0-9a-f-]{36}}',
} as const
