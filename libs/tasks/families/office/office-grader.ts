import { canonicalJson } from '../../canonical.js';
import type { Verdict } from '../../verdict.js';
import { SHELVES, type Entry, type Office } from './office-state.js';

export interface OfficeSpec {
  /** As a run finds it, and leaves it when it does nothing. */
  readonly initial: Office;
  readonly expected: Office;
}

/**
 * Right is an office that has come to look as it should, whatever the answer says: nothing missing, nothing done twice,
 * nothing that was not asked for. Numbers of added entries, the order in which things were done, and differences in spacing do not count.
 */
export function gradeOffice({ initial, expected }: OfficeSpec, found: Office = initial): Verdict {
  const [should, does] = [expected, found].map((office) => contentsOf(office, initial));
  const missing = beyond(should ?? [], does ?? []);
  const unwanted = beyond(does ?? [], should ?? []);
  if (missing + unwanted === 0) return { passed: true, detail: 'the office is as it should be' };
  return {
    passed: false,
    detail: `the office is not as it should be: ${missing} of its entries are missing or wrong, and ${unwanted} should not be there as they are`,
  };
}

/** Every entry as text that is equal for equal entries. */
const contentsOf = (office: Office, initial: Office): readonly string[] =>
  SHELVES.flatMap((shelf) => {
    const known = new Set(initial[shelf].map(({ id }) => id));
    return office[shelf].map((entry) => canonicalJson([shelf, known.has(entry.id) ? entry.id : '', plain(entry)]));
  });

const plain = ({ customer, date, status, address, title, notes }: Entry) =>
  [customer, date, status, address.toLowerCase(), title, ...[...notes].sort()].map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );

/** How many of the first are more than there are among the others, counting equal ones. */
function beyond(these: readonly string[], others: readonly string[]): number {
  const left = Map.groupBy(others, (text) => text);
  return [...Map.groupBy(these, (text) => text)].reduce(
    (sum, [text, { length }]) => sum + Math.max(0, length - (left.get(text)?.length ?? 0)),
    0,
  );
}
