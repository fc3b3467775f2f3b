import { casePaths } from '../cases/index.ts'

export const at = {
  list: '/lam-viec/du-lieu-ca-nhan',
  one: '/lam-viec/du-lieu-ca-nhan/:request{[0-9]{1,15}}',
  reads: '/lam-viec/nhat-ky-xem',
  expiries: '/lam-viec/sap-xoa-du-lieu',
  retention: '/lam-viec/thoi-han-luu',
  about: casePaths.aboutData,
  aboutUnit: '/dv/:unit/du-lieu-ca-nhan',
} as const
