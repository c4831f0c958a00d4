import { describe, it } from '@jest/globals';
import { isProvisioned } from '../../tools/provision/cache.js';
import type { PartName } from '../../tools/provision/part.js';
import { PARTS } from '../../tools/provision/parts.js';

/**
 * Tests that start these servers. Where one has not been provisioned they are skipped, with the reason in their name; where
 * PARLEY_SERVERS is `required` that is a failure.
 */
export function describeWithServers(title: string, parts: readonly PartName[], tests: () => void): void {
  const missing = parts.filter((part) => !isProvisioned(PARTS[part]));
  if (missing.length === 0) {
    describe(title, tests);
    return;
  }
  const reason = `no ${missing.join(', ')}: npm run provision -- ${missing.join(' ')}`;
  if (process.env['PARLEY_SERVERS'] !== 'required') {
    // Jest names no test of a file in which all are skipped.
    process.stderr.write(`skipped: ${title} (${reason})\n`);
    describe.skip(`${title} (${reason})`, tests);
    return;
  }
  describe(title, () => {
    it('has its servers', () => {
      throw new Error(reason);
    });
  });
}
