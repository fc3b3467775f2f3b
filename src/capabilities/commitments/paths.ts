export const at = {
  mine: '/lam-viec',
  unit: '/lam-viec/don-vi',
  apology: '/lam-viec/xin-loi/:apology',
  board: '/dv/:unit/cam-ket',
  /** Of the capability duties, which stands higher. */
  duties: '/lam-viec/viec-theo-quy-dinh',
} as const
