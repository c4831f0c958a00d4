import type { Played } from './play.js';

/** Who was given the floor, as `round purpose agent`. */
export const asked = ({ moves }: Played): readonly string[] =>
  moves.flatMap((move) => (move.move === 'ask' ? `${move.round} ${move.purpose} ${move.agentId}` : []));

/** What was said, as `round kind from>to turn/part`, with `+` or `-` for a verdict and `~` where it is cut. */
export const said = ({ view }: Played): readonly string[] =>
  view.messages.map(({ from, to, kind, round, part: { turnId, index, maxChars }, accepted }) => {
    const verdict = accepted === undefined ? '' : accepted ? '+' : '-';
    return `${round} ${kind}${verdict} ${from}>${to.join()} ${turnId}/${index}${maxChars === undefined ? '' : `~${maxChars}`}`;
  });
