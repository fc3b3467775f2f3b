export const at = {
  month: '/dv/:unit/lich',
  unitFeed: '/dv/:unit/lich.ics',
  mine: '/lam-viec/lich-cua-toi',
  feed: '/lich/:file{[A-Za-z0-9_-]{27}\\.ics}',
} as const
