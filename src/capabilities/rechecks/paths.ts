export const at = {
  list: '/lam-viec/kiem-tra-lai',
  item: '/lam-viec/kiem-tra-lai/:item{[0-9]{1,15}}',
  results: '/dv/:unit/kiem-tra-lai',
} as const
