import { assertedIn, messagesIn } from './reading.js';
import type { Scene } from './scene.js';
import { textsOf } from './transcript.js';

/** What became of everybody's findings: a line for each agent that was heard, which begins with its name. */
export function accountOf({ request }: Scene, used: ReadonlyMap<string, string>): string {
  const heard = textsOf(request.messages, 'user')
    .flatMap(messagesIn)
    .filter(({ kind }) => kind === 'report' || kind === 'finding');
  return [...Map.groupBy(heard, ({ from }) => from)]
    .map(([from, messages]) => `${from}: ${fateOf(new Map(messages.flatMap(({ text }) => assertedIn(text))), used)}.`)
    .join('\n');
}

/** Tags without values, which would read as statements. */
function fateOf(findings: ReadonlyMap<string, string>, used: ReadonlyMap<string, string>): string {
  if (findings.size === 0) return 'found nothing';
  const fates = Map.groupBy(findings, ([id, value]) => {
    if (!used.has(id)) return 'not needed';
    return used.get(id) === value ? 'used as found' : 'not used, since another value was taken';
  });
  return [...fates].map(([fate, found]) => `${found.map(([id]) => `[${id}]`).join(', ')} ${fate}`).join('; ');
}
