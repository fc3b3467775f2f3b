/** Plain counters in the text form that Prometheus reads; by audit name, never by address. */
export function metrics() {
  const requests = new Map<string, { count: number; ms: number }>()
  return {
    count(audit: string, status: number, ms: number) {
      const key = `audit="${audit || 'other'}",status="${status}"`
      const seen = requests.get(key) ?? { count: 0, ms: 0 }
      requests.set(key, { count: seen.count + 1, ms: seen.ms + ms })
    },
    print(pool: { totalCount: number; idleCount: number }): string {
      const lines = ['# TYPE gandan_requests_total counter']
      for (const [labels, { count }] of requests) lines.push(`gandan_requests_total{${labels}} ${count}`)
      lines.push('# TYPE gandan_request_milliseconds_total counter')
      for (const [labels, { ms }] of requests) lines.push(`gandan_request_milliseconds_total{${labels}} ${ms}`)
      lines.push('# TYPE gandan_database_connections gauge')
      lines.push(
        `gandan_database_connections{state="all"} ${pool.totalCount}`,
        `gandan_database_connections{state="idle"} ${pool.idleCount}`,
      )
      lines.push(
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      )
      return `${lines.join('\n')}\n`
    },
  }
}
