import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A name that no other run on the same server uses. */
export function nameDatabase(purpose: string): string {
  return `yueping_${purpose}_${randomBytes(6).toString('hex')}`
}

export function locateDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function createEmptyDatabase(server: string, name: string): Promise<void> {
  await administer(server, `create database ${name} template template0 encoding 'UTF8'`)
}

export async function copyDatabase(server: string, { from, to }: { from: string; to: string }): Promise<void> {
  await administer(server, `create database ${to} template ${from}`)
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await administer(server, `drop database if exists ${name} with (force)`)
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
