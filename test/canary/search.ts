import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';

/** Something that was kept or sent, and what of it. */
export interface Material {
  readonly where: string;
  readonly bytes: Uint8Array;
}

export interface Find {
  readonly canary: string;
  readonly where: string;
}

/** Every canary that stands in some of the material, in whatever spelling. `canaries` are values by their names. */
export function search(canaries: Readonly<Record<string, string>>, material: Iterable<Material>): readonly Find[] {
  const wanted = Object.entries(canaries).map(([canary, value]) => ({ canary, spellings: spellingsOf(value) }));
  const finds: Find[] = [];
  for (const { where, bytes } of material) {
    const text = Buffer.from(bytes);
    for (const { canary, spellings } of wanted) {
      if (spellings.some((spelling) => text.includes(spelling))) finds.push({ canary, where });
    }
  }
  return finds;
}

const spellingsOf = (value: string): readonly string[] => {
  const bytes = Buffer.from(value);
  // The end of a base64 text depends on what follows.
  const base64 = (encoding: 'base64' | 'base64url') => bytes.toString(encoding).replaceAll('=', '').slice(0, -2);
  return [value, encodeURIComponent(value), bytes.toString('hex'), base64('base64'), base64('base64url')];
};

/** Every file below a directory as it lies there, and every value of a database besides, with what is packed unpacked. */
export function* filesIn(directory: string): Generator<Material> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    yield { where: path.relative(directory, file), bytes: readFileSync(file) };
    if (file.endsWith('.db')) yield* valuesIn(file, path.relative(directory, file));
  }
}

/** No value of a database is missed because it is long: in the file it lies on several pages. */
function* valuesIn(file: string, where: string): Generator<Material> {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as readonly string[];
    for (const table of tables) {
      for (const row of db.prepare(`select * from "${table}"`).raw().iterate() as Iterable<readonly unknown[]>) {
        for (const value of row) yield* valueAs(value, `${where}, table ${table}`);
      }
    }
  } finally {
    db.close();
  }
}

function* valueAs(value: unknown, where: string): Generator<Material> {
  if (typeof value !== 'string' && !Buffer.isBuffer(value)) return;
  const bytes = Buffer.from(value);
  yield { where, bytes };
  const unpacked = unpack(bytes);
  if (unpacked !== undefined) yield { where: `${where}, unpacked`, bytes: unpacked };
}

const ZSTD = 0xfd2fb528;
const GZIP = 0x8b1f;

function unpack(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes.readUInt32LE() === ZSTD) return zstdDecompressSync(bytes);
  return bytes.readUInt16LE() === GZIP ? gunzipSync(bytes) : undefined;
}
