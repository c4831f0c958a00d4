import type { DeadLetter } from '#event-log';

/** Characters kept of what a foreign writer has left; at four bytes each a letter stays far below what a broker takes. */
const MOST = { runId: 1_000, detail: 2_000, headers: 20_000, value: 100_000 } as const;

/** The letter as it can be written in any case. What is too long is cut, which `detail` says; `origin` names the whole. */
export function keepable(letter: DeadLetter): DeadLetter {
  const [runId, detail, value] = [cut('runId', letter), cut('detail', letter), cut('value', letter)];
  const headers = fitting(letter.headers);
  const isWhole =
    runId === letter.runId &&
    value === letter.value &&
    Object.keys(headers).length === Object.keys(letter.headers).length;
  if (isWhole) return { ...letter, detail };
  return {
    ...letter,
    runId,
    value,
    headers,
    detail: `${detail}; it is too large for a letter, which has its beginning`,
  };
}

const cut = (field: 'runId' | 'detail' | 'value', letter: DeadLetter): string => letter[field].slice(0, MOST[field]);

/** Headers as long as there is room. */
function fitting(headers: DeadLetter['headers']): DeadLetter['headers'] {
  let left = MOST.headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name, text]) => {
      left -= name.length + text.length;
      return left >= 0;
    }),
  );
}
