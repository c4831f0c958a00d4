import type { RunEvent } from '#events';
import { trajectoryOf, type Step } from '#trajectory';
import { TranscriptSchema, type Transcript, type TranscriptMessage } from './message.js';

/** One of our own runs in the format of the data files, its task first. */
export function transcriptOfRun(events: readonly RunEvent[], id: string): Transcript {
  const [started] = events;
  const input = started?.type === 'RunStarted' ? started.data.brief.input : '';
  const question = typeof input === 'string' ? input : '';
  const steps = trajectoryOf(events)?.steps ?? [];
  return TranscriptSchema.parse({
    id,
    question,
    history: [{ role: 'user', content: question }, ...steps.map((step) => messageOf(step, steps))],
  });
}

function messageOf(step: Step, steps: readonly Step[]): TranscriptMessage {
  switch (step.kind) {
    case 'turn': {
      const calls = steps.flatMap((one) => (one.kind === 'tool_call' && one.turnId === step.turnId ? [one] : []));
      const asked = calls.map(({ name = '', arguments: given }) => ({
        function: { name, arguments: typeof given === 'string' ? given : '' },
      }));
      return { role: 'assistant', name: step.agent, content: step.text ?? '', tool_calls: asked };
    }
    case 'tool_call':
      return { role: 'tool', name: step.name, content: step.result ?? '' };
    case 'message':
      return { role: `${step.agent} (-> ${step.to.join(', ')})`, content: proseOf(step.content) };
  }
}

/** The texts of a control call's arguments. */
function proseOf(content: unknown): string {
  if (typeof content !== 'string') return '';
  if (!content.startsWith('{')) return content;
  return Object.entries(JSON.parse(content) as Record<string, unknown>)
    .filter(([key]) => key !== 'to')
    .map(([, value]) => String(value))
    .join('\n');
}
