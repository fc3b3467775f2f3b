export const at = {
  mine: '/lam-viec',
  unit: '/lam-viec/don-vi',
  apologies: '/lam-viec/xin-loi',
  apology: '/lam-viec/xin-loi/:apology',
  board: '/dv/:unit/cam-ket',
} as const
