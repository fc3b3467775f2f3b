import { expect, test } from 'vitest'
import { testDatabase, unitsDatabase } from './database.ts'

test('two databases of one file do not see each other, and the application is not the owner', async () => {
  await using one = await testDatabase()
  await using other = await testDatabase()
  await one.owner.query("insert into organization.unit (slug) values ('xa-tay-ho')")
  const count = 'select count(*) from organization.unit'
  expect((await one.owner.query(count)).rows).toEqual([{ count: 1 }])
  expect((await other.owner.query(count)).rows).toEqual([{ count: 0 }])
  expect((await one.database.pool.query('select current_user')).rows).toEqual([{ current_user: 'gandan_app' }])
})

test('units come along when asked for, also to two at once', async () => {
  const both = await Promise.all([unitsDatabase(), unitsDatabase()])
  for (const db of both) {
    expect((await db.owner.query('select count(*) from organization.unit')).rows).toEqual([{ count: 14_150 }])
    await db[Symbol.asyncDispose]()
  }
})
