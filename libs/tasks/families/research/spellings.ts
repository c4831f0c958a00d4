import { dateSpellings } from './calendar.js';
import type { Thing } from './thing.js';

/** Ways to write one name of a thing that all mean it. */
export function spellingsOf({ kind }: Thing, name: string): readonly string[] {
  switch (kind) {
    case 'date':
      return dateSpellings(name);
    case 'river':
      return [name, `the ${name}`, `river ${name}`, `the river ${name}`, `${name} river`, `the ${name} river`];
    case 'firm':
      return [...new Set([name, name.replace('&', 'and')])];
    case 'work':
      return [name, name.replace(/^The /, '')];
    case 'person':
    case 'town':
      return [name];
  }
}
