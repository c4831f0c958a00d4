const MOST = 5;
const EXCERPT = 60;

/** Where two JSON values differ, one line for each place, in words for a person; empty when they are equal. */
export function differences(recorded: unknown, asked: unknown): readonly string[] {
  const found = differencesAt('', recorded, asked);
  if (found.length <= MOST) return found;
  return [...found.slice(0, MOST), `and ${found.length - MOST} more`];
}

function differencesAt(path: string, recorded: unknown, asked: unknown): readonly string[] {
  if (Object.is(recorded, asked)) return [];
  if (isObject(recorded) && isObject(asked) && Array.isArray(recorded) === Array.isArray(asked)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(asked)]);
    return [...keys].flatMap((key) =>
      differencesAt(path + step(key, Array.isArray(recorded)), recorded[key], asked[key]),
    );
  }
  return [`${path}: recorded ${shown(recorded, asked)}, asked ${shown(asked, recorded)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const step = (key: string, inList: boolean): string => (inList ? `[${key}]` : `.${key}`);

/** Long texts from shortly before they part. */
function shown(value: unknown, other: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const from =
    typeof value === 'string' && typeof other === 'string' ? Math.max(0, parting(value, other) - EXCERPT / 3) : 0;
  const cut = text.slice(from, from + EXCERPT);
  return JSON.stringify(`${from > 0 ? '…' : ''}${cut}${from + EXCERPT < text.length ? '…' : ''}`);
}

function parting(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
