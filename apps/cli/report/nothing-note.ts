import type { Scope } from '#reports';
import type { Api } from '../api/api.js';
import { runsInScope } from './finished-runs.js';

const RECEIVED =
  'nothing matched: no received runs in scope; `GET /v1/traces` lists what has come, and what is waited for';
const OWN = 'nothing matched: no finished runs in scope; see `parley runs`';

/** That nothing is in scope; of a family also which ones would be, since families are open and a name may be mistyped. */
export async function nothingNote(api: Api, { family, ...wider }: Scope): Promise<string> {
  if (wider.received === true) return RECEIVED;
  if (family === undefined) return OWN;
  const { found } = await runsInScope(api, wider);
  const there = new Set(found.flatMap(({ taskRef }) => (taskRef === undefined ? [] : [taskRef.family])));
  if (there.size === 0) return OWN;
  return `${OWN}. Of family ${family} there are none; there are runs of ${[...there].sort().join(', ')}`;
}
