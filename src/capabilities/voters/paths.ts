export const at = {
  list: '/lam-viec/kien-nghi-cu-tri',
  meeting: '/lam-viec/kien-nghi-cu-tri/hoi-nghi',
  one: '/lam-viec/kien-nghi-cu-tri/:number{[0-9A-Z]{4}-[0-9A-Z]{4}}',
  report: '/lam-viec/kien-nghi-cu-tri/bao-cao/:session{[0-9]{1,15}}',
  published: '/dv/:unit/kien-nghi-cu-tri',
} as const
