import { runMetricsOf } from '#metrics';
import { transcriptTrajectory } from '#trajectory';
import { randomTexts, round } from './clock.js';

const TRANSCRIPTS = 2_000;
const ROUNDS = 5;

/** Transcripts of 10 messages, from parsed JSON to trajectory and metrics, on one core. */
export function measureTranscripts(): Promise<Record<string, unknown>> {
  const documents = transcripts();
  measured(documents);
  const began = performance.now();
  for (let round = 0; round < ROUNDS; round++) measured(documents);
  const seconds = (performance.now() - began) / 1_000;
  return Promise.resolve({
    workload: 'metrics',
    trajectories: ROUNDS * TRANSCRIPTS,
    trajectories_s: round((ROUNDS * TRANSCRIPTS) / seconds, 0),
  });
}

function measured(documents: readonly unknown[]): void {
  for (const document of documents) {
    const trajectory = transcriptTrajectory(document, 'bench');
    if (trajectory === undefined || runMetricsOf(trajectory).turns !== TURNS) throw new Error('misread');
  }
}

/** Who speaks: a user, a team of three, and a tool. */
const SPEAKERS = ['user', 'lead', 'ann', 'look', 'ann', 'lead', 'ben', 'look', 'ben', 'lead'] as const;
const TURNS = SPEAKERS.filter((speaker) => speaker !== 'user' && speaker !== 'look').length;

function transcripts(): readonly unknown[] {
  const texts = randomTexts();
  return Array.from({ length: TRANSCRIPTS }, (_, nth) => ({
    id: `t${nth}`,
    history: SPEAKERS.map((speaker, place) => message(speaker, place, texts[(nth + place) % texts.length] ?? '')),
  }));
}

function message(speaker: (typeof SPEAKERS)[number], place: number, content: string): object {
  if (speaker === 'user') return { role: 'user', content };
  if (speaker === 'look') return { role: 'tool', name: speaker, tool_call_id: `c${place - 1}`, content };
  const call = { id: `c${place}`, type: 'function', function: { name: 'look', arguments: '{}' } };
  return { role: 'assistant', name: speaker, content, ...(SPEAKERS[place + 1] === 'look' && { tool_calls: [call] }) };
}
