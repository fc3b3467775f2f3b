declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** How many rows went through; set when the stream has ended. */
  interface Counted {
    rowCount: number
  }
  export function to(text: string): Readable & Submittable & Counted
  export function from(text: string): Writable & Submittable & Counted
}
