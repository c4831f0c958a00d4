import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type Of<Code extends Issue['code']> = Extract<Issue, { readonly code: Code }>;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};
const typeIn = (expected: string): string => TYPES[expected] ?? expected;

export const MISSING = 'is missing';

type Words = { readonly [Code in Issue['code']]?: (issue: Of<Code>) => string | undefined };

const WORDS: Words = {
  invalid_type: ({ input, expected }) =>
    input === undefined ? `${MISSING}: give ${typeIn(expected)}` : `must be ${typeIn(expected)}`,
  too_small: (issue) => boundWords(issue, Number(issue.minimum), 'more'),
  too_big: (issue) => boundWords(issue, Number(issue.maximum), 'less'),
  invalid_value: ({ values }) => `must be one of ${values.map(String).join(', ')}`,
  invalid_format: ({ pattern, format }) => (pattern === undefined ? `must be a ${format}` : `must match ${pattern}`),
  invalid_union: unionWords,
  invalid_key: ({ issues }) => `has a name that cannot be used: it ${issues[0]?.message ?? 'is not allowed'}`,
};

/** What a schema finds, in words that go on after the field's name and say what would be right; a schema's own words stay. */
export const issueWords = (issue: Issue): string | undefined => wordsFor(issue);

const wordsFor = <Code extends Issue['code']>(issue: Of<Code> & { readonly code: Code }): string | undefined =>
  WORDS[issue.code]?.(issue);

function boundWords({ origin, inclusive }: Of<'too_small' | 'too_big'>, bound: number, word: 'more' | 'less'): string {
  if (origin === 'string') return `must be ${bound} ${bound === 1 ? 'character' : 'characters'} or ${word}`;
  if (origin === 'array') return `must have ${bound} ${bound === 1 ? 'entry' : 'entries'} or ${word}`;
  return inclusive === false ? `must be ${word} than ${bound}` : `must be ${bound} or ${word}`;
}

/** `options`: what may stand in the field that tells the ways to read a value apart. */
function unionWords({ errors, options }: Of<'invalid_union'>): string | undefined {
  if (Array.isArray(options)) return `must be one of ${options.map(String).join(', ')}`;
  const types = errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [typeIn(first.expected)] : []));
  return types.length === 0 ? undefined : `must be ${[...new Set(types)].join(' or ')}`;
}
