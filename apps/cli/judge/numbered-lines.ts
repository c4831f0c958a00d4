import type { Step, ToolCallStep, Trajectory } from '#trajectory';

/** One message as a judge sees it. */
export interface Line {
  /** Place of the message in the transcript. */
  readonly step: number;
  readonly speaker: string;
  readonly text: string;
  /** Said by a tool, which is never to blame. */
  readonly isOfTool?: true;
}

/** What is said, called and answered, in order; the texts are whole. A call stands at the message that made it. */
export function numberedLines({ steps }: Trajectory): readonly Line[] {
  const turns = new Map(steps.flatMap((step) => (step.kind === 'turn' ? [[step.turnId, placeOf(step)] as const] : [])));
  return steps.flatMap((step) => {
    if (step.kind === 'tool_call') return callLines(step, turns.get(step.turnId) ?? placeOf(step));
    const content = step.kind === 'turn' ? step.text : step.messageKind === 'peer' ? undefined : step.content;
    return lineOf(placeOf(step), step.agent, content);
  });
}

const placeOf = ({ entry, index }: Step): number => entry ?? index;

const callLines = (call: ToolCallStep, asked: number): readonly Line[] => [
  ...lineOf(asked, call.agent, `calls ${call.name ?? 'a tool'} ${textOf(call.arguments)}`),
  ...lineOf(placeOf(call), call.name ?? 'tool', call.result).map((line) => ({ ...line, isOfTool: true as const })),
];

const textOf = (content: unknown): string => (typeof content === 'string' ? content : '');

const lineOf = (step: number, speaker: string, content: unknown): readonly Line[] => {
  const text = textOf(content);
  return text.trim() === '' ? [] : [{ step, speaker, text }];
};

/** A long text is shown to a judge by its beginning and its end. */
const [HEAD, TAIL] = [2_400, 800];
const MARGIN = 60;

export function shortened(text: string): string {
  if (text.length <= HEAD + TAIL + MARGIN) return text;
  return `${text.slice(0, HEAD)} [... ${text.length - HEAD - TAIL} characters left out ...] ${text.slice(-TAIL)}`;
}
