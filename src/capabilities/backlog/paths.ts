export const at = {
  reviews: '/lam-viec/ton-dong',
  review: '/lam-viec/ton-dong/:month{[0-9]{4}-[0-9]{2}}',
  item: '/lam-viec/ton-dong/:month{[0-9]{4}-[0-9]{2}}/:commitment{[0-9]{1,15}}',
  results: '/dv/:unit/ton-dong',
} as const
