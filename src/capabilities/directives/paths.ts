export const at = {
  list: '/lam-viec/van-ban-chi-dao',
  read: '/lam-viec/van-ban-chi-dao/doc-van-ban',
  enter: '/lam-viec/van-ban-chi-dao/vao-so',
  document: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}',
  correct: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}/sua',
  register: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}/dua-vao-so',
  file: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}/tep/:file{[0-9a-f-]{36}}',
  citations: '/lam-viec/van-ban-chi-dao/vien-dan/:reading{[0-9]{1,15}}',
  citation: '/lam-viec/van-ban-chi-dao/vien-dan/:reading{[0-9]{1,15}}/:citation{[0-9]{1,15}}',
  incoming: '/lam-viec/so-van-ban-den',
  outgoing: '/lam-viec/van-ban-chi-dao/so-di',
} as const
