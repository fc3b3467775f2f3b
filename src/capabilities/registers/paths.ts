export const at = {
  imports: '/lam-viec/nhap-so',
  columns: '/lam-viec/nhap-so/:import{[0-9]{1,15}}/cot',
  progress: '/lam-viec/nhap-so/:import{[0-9]{1,15}}',
  rejects: '/lam-viec/nhap-so/:import{[0-9]{1,15}}/khong-nhan.csv',
  download: '/lam-viec/tai/:list{don-thu|cua-toi|don-vi|so-theo-doi}/:form{xlsx|csv}',
  publishedDownload: '/dv/:unit/da-tra-loi/tai/:form{xlsx|csv}',
  dossier: '/lam-viec/vu-viec/:number/ho-so',
  outside: '/lam-viec/csdl-quoc-gia',
  outsideSheet: '/lam-viec/csdl-quoc-gia/bang.xlsx',
  codes: '/lam-viec/vu-viec/:number/ma-ngoai',
} as const

/** Where one case is joined to another. */
export const JOIN = '/lam-viec/vu-viec/:number/gop'
