export const at = {
  list: '/lam-viec/luot-tiep',
  enter: '/lam-viec/luot-tiep/moi',
  visit: '/lam-viec/luot-tiep/:visit{[0-9]{1,15}}',
  visitors: '/lam-viec/luot-tiep/:visit{[0-9]{1,15}}/nguoi-den',
  paper: '/lam-viec/luot-tiep/:visit{[0-9]{1,15}}/bien-nhan/:paper{[0-9]{1,15}}',
  refusal: '/lam-viec/luot-tiep/:visit{[0-9]{1,15}}/tu-choi',
  register: '/lam-viec/so-tiep-dan',
  conclusion: '/lam-viec/ket-luan-tiep-dan/:session{[0-9]{1,15}}',
  online: '/lam-viec/tiep-truc-tuyen',
  onlineOne: '/lam-viec/tiep-truc-tuyen/:online{[0-9]{1,15}}',
  desk: '/lam-viec/ban-tiep-dan',
} as const
