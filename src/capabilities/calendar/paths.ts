export const at = {
  calculator: '/tinh-han',
  rules: '/quy-dinh-thoi-han',
  editor: '/lam-viec/lich',
  ownRule: '/lam-viec/thoi-han',
  api: '/api/v1',
} as const
