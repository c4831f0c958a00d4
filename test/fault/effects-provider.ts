import { scripted, type ModelRequest, type Provider } from '#llm';

/** Turns of a run on this provider: effects of every kind, then an effect that must happen once, then the answer. */
const TURNS: readonly (readonly [tool: string, argument: Record<string, string>])[][] = [
  [
    ['test_read', { note: 'first' }],
    ['test_idempotent', { note: 'second' }],
    ['test_once', { note: 'third' }],
  ],
  [['test_once', { note: 'fourth' }]],
  [['submit_answer', { answer: 'all done' }]],
];

const numberOf = ({ origin }: ModelRequest): number => Number(origin.turnId.split('.').at(-1));

/** The tool of that name that the agent has, wherever it comes from. */
const offered = ({ tools }: ModelRequest, name: string): string =>
  tools.find((tool) => tool.name.endsWith(name))?.name ?? name;

/** A model whose answer depends on the turn, and on whose tools it has, alone. */
export const effectsProvider = (): Provider =>
  scripted((request) => {
    const calls = TURNS[numberOf(request) - 1] ?? [];
    return {
      text: `turn ${numberOf(request)}`,
      calls: calls.map(([tool, argument], i) => ({
        callId: `c${i}`,
        name: offered(request, tool),
        arguments: JSON.stringify(argument),
      })),
      finishReason: 'tool_calls',
      usage: { input: 100, output: 10, source: 'reported' },
    };
  }, 'effects');
