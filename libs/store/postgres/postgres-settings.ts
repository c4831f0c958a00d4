/** How to reach a PostgreSQL. */
export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`; what libpq's variables (PGPASSWORD, ...) say where it says nothing. */
  readonly url: string;
  /** Connections open at once at most. */
  readonly connections: number;
}

/** Where the database is, for people: without password and parameters. */
export function placeOf(url: string): string {
  const place = new URL(url);
  if (place.password !== '') place.password = '***';
  place.search = '';
  return place.href;
}
