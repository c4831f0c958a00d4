import type { Quest } from '../quest.js';
import type { Way } from '../slips.js';

/** A script for what two values make up. */
export function codeFor({ combines }: Quest, values: readonly string[], way: Way | undefined): string {
  const [one = '0', other = '0'] = values.slice(-2);
  const result = combines === 'sum' ? 'one + other' : 'abs(one - other)';
  const off = way === 'miscalculates' ? ' + 1' : '';
  return `This gives the result.\n\`\`\`python\none, other = ${one}, ${other}\nprint(${result}${off})\n\`\`\``;
}
