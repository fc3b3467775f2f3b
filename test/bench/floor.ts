// The floor: a bare HTTP server that does BEGIN, three INSERTs and COMMIT for each post, on the same PostgreSQL.
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.FLOOR_URL, max: 16 })
createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', async () => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      for (const table of ['floor_a', 'floor_b', 'floor_c'])
        await client.query(`insert into ${table} (body) values ($1)`, [body.slice(0, 400)])
      await client.query('commit')
      response.writeHead(303, { location: '/' }).end()
    } finally {
      client.release()
    }
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
