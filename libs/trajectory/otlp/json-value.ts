/** What `JSON.parse` or a protobuf decoder made of a payload from outside; nothing is known of its shape. */
export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export const isJsonObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** A field under its lowerCamelCase name or its snake_case one. */
export function field(value: Json, name: string): Json {
  if (!isJsonObject(value)) return undefined;
  return value[name] ?? value[snakeCase(name)];
}

const SNAKE = new Map<string, string>();

function snakeCase(name: string): string {
  const known = SNAKE.get(name);
  if (known !== undefined) return known;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  SNAKE.set(name, snake);
  return snake;
}

export function listField(value: Json, name: string): readonly Json[] {
  const list = field(value, name);
  return Array.isArray(list) ? list : [];
}

export function textField(value: Json, name: string): string {
  const text = field(value, name);
  return typeof text === 'string' ? text : '';
}

/** 64-bit numbers come as text, as numbers, or as bigints. */
export function numberField(value: Json, name: string): number {
  const raw = field(value, name);
  const number = typeof raw === 'string' || typeof raw === 'bigint' ? Number(raw) : raw;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

/** Of a uint64 that comes as text, as a number or as a bigint; 0 where it is absent, undefined where it is none. */
export function uint64Field(value: Json, name: string): number | undefined {
  const raw = field(value, name) ?? 0;
  return isUint64(raw) ? Number(raw) : undefined;
}

const MOST_UINT64 = 2n ** 64n - 1n;

function isUint64(raw: Json): raw is string | number | bigint {
  if (typeof raw === 'string') return /^\d{1,20}$/.test(raw) && (raw.length < 20 || BigInt(raw) <= MOST_UINT64);
  if (typeof raw === 'bigint') return raw >= 0n && raw <= MOST_UINT64;
  return Number.isInteger(raw) && Number(raw) >= 0 && Number(raw) < 2 ** 64;
}

const HEX = /^[0-9a-f]+$/i;

/** An id as lower-case hexadecimal digits, whether it came so, as bytes or in base64; '' for none. */
export function idField(value: Json, name: string, bytes: number): string {
  const id = field(value, name);
  if (id instanceof Uint8Array) return zeroIsNone(hexOf(id));
  if (typeof id !== 'string' || id === '') return '';
  if (id.length === bytes * 2 && HEX.test(id)) return zeroIsNone(id.toLowerCase());
  return zeroIsNone(hexOfBase64(id) ?? id.toLowerCase());
}

const zeroIsNone = (id: string): string => (/^0*$/.test(id) ? '' : id);

const hexOf = (bytes: Uint8Array): string => {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
};

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function hexOfBase64(text: string): string | undefined {
  const digits = text.replace(/=+$/, '');
  if (digits.length !== 11 && digits.length !== 22) return undefined;
  let [bits, held, hex] = [0, 0, ''];
  for (const digit of digits) {
    const value = BASE64.indexOf(digit);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    hex += ((bits >> held) & 0xff).toString(16).padStart(2, '0');
  }
  return hex;
}
