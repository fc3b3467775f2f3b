import type pg from 'pg'
import { BackupError } from './backup-keys.ts'

export interface Table {
  /** Schema and name, quoted as SQL needs it. */
  name: string
  /** The columns a backup carries: those not generated, quoted. */
  columns: string[]
  hasSeal: boolean
  hasTriggers: boolean
  references: { to: string; columns: string[]; theirs: string[] }[]
}

export interface Sequence {
  name: string
  last: string
  called: boolean
}

// Every schema of the product, those of later capabilities too. The queue is not carried: it is made anew at the next start.
// Keys of matters neither: they go into a file of their own (ADR 0019).
const OURS = `n.nspname not in ('jobs', 'vault', 'public', 'information_schema') and n.nspname not like 'pg\\_%'`

/** The tables in an order in which each comes after all it refers to. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`select format('%I.%I', n.nspname, c.relname) as name,
      (select coalesce(json_agg(format('%I', a.attname) order by a.attnum) filter (where a.attgenerated = ''), '[]')
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'seal_id' and not a.attisdropped)
        as "hasSeal",
      exists (select 1 from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as "hasTriggers",
      (select coalesce(json_agg(json_build_object(
          'to', (select format('%I.%I', fn.nspname, f.relname) from pg_class f join pg_namespace fn on fn.oid = f.relnamespace
                  where f.oid = k.confrelid),
          'columns', (select json_agg(format('%I', a.attname) order by x.n) from unnest(k.conkey) with ordinality x(num, n)
                        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.num),
          'theirs', (select json_agg(format('%I', a.attname) order by x.n) from unnest(k.confkey) with ordinality x(num, n)
                       join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.num)) order by k.conname), '[]')
         from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as "references"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${OURS} and format('%I.%I', n.nspname, c.relname) <> 'platform.migration' order by 1`)
  return inOrder(rows)
}

function inOrder(tables: readonly Table[]): Table[] {
  const done = new Map<string, Table>()
  const left = new Set(tables)
  while (left.size > 0) {
    const ready = [...left].filter((table) =>
      table.references.every((reference) => reference.to === table.name || done.has(reference.to)),
    )
    if (ready.length === 0)
      throw new BackupError(
        `These tables refer to each other in a circle: ${[...left].map((it) => it.name).join(', ')}`,
      )
    for (const table of ready) {
      done.set(table.name, table)
      left.delete(table)
    }
  }
  return [...done.values()]
}

export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by 1`)
  const found: Sequence[] = []
  for (const { name } of rows) {
    const at = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${name}`,
    )
    found.push({ name, ...(at.rows[0] as { last: string; called: boolean }) })
  }
  return found
}

export async function migrationsOf(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migration order by name',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

/**
 * The condition under which a row goes with the sealed part: it carries a seal, or refers to a row that goes there. So the
 * rest never refers to what is missing, and a sender without a seal_id of its own goes with the sealed submission.
 */
export function sealedCondition(tables: readonly Table[]): (table: Table) => string {
  const byName = new Map(tables.map((table) => [table.name, table]))
  let aliases = 0
  const reaches = (name: string): boolean => {
    const table = byName.get(name)
    if (!table) return false
    return name === 'platform.seal' || table.hasSeal || table.references.some(({ to }) => to !== name && reaches(to))
  }
  return (table) => condition(table, 't')

  function condition(table: Table, as: string): string {
    if (table.name === 'platform.seal') return 'true'
    const ways = table.hasSeal ? [`${as}.seal_id is not null`] : []
    // A chain is verified from its first entry, so it stays in one part.
    if (table.name === 'platform.history')
      ways.push(`exists (select 1 from platform.history o where o.subject_kind = ${as}.subject_kind
        and o.subject_id = ${as}.subject_id and o.seal_id is not null)`)
    const others = table.references.filter(({ to, columns }) => to !== table.name && !columns.includes('seal_id'))
    for (const { to, columns, theirs } of others.filter(({ to }) => reaches(to))) {
      const a = `r${++aliases}`
      const on = columns.map((column, n) => `${a}.${theirs[n]} = ${as}.${column}`).join(' and ')
      ways.push(`exists (select 1 from ${to} ${a} where ${on} and (${condition(byName.get(to) as Table, a)}))`)
    }
    if (ways.length === 0) return 'false'
    for (const { columns, theirs } of table.references.filter(({ to }) => to === table.name)) {
      const [column] = columns
      const a = `r${++aliases}`
      const above = { ...table, references: table.references.filter(({ to }) => to !== table.name) }
      ways.push(`${as}.${column} is not null and exists (with recursive up (id) as (select ${as}.${column}
        union select q.${column} from ${table.name} q join up on q.${theirs[0]} = up.id)
        select 1 from up join ${table.name} ${a} on ${a}.${theirs[0]} = up.id where ${condition(above, a)})`)
    }
    return ways.map((way) => `(${way})`).join(' or ')
  }
}

/** Text forms that do not depend on how either server is set up. */
export async function plainForms(client: pg.ClientBase): Promise<void> {
  await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
    set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
}
