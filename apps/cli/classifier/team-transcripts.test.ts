import { describe, expect, it } from '@jest/globals';
import { diagnosed } from './diagnosed.js';
import { evaluate } from './evaluation.js';
import { labelledRun, type LabelledRun } from './labelled-run.js';

interface Said {
  readonly role: string;
  readonly name?: string | null;
  readonly content: unknown;
}

function read(history: readonly unknown[], about: object = {}): LabelledRun {
  const run = labelledRun({ id: 'run', history, ...about }, 'file#1');
  if ('problem' in run) throw new Error(run.problem);
  return run;
}

const speakersIn = (run: LabelledRun): readonly string[] => [
  ...new Set(run.trajectory.steps.flatMap((step) => (step.kind === 'turn' ? [step.agent] : []))),
];

/** A leader's thoughts, orders and verdicts stand in the role, and only there. */
const led: readonly Said[] = [
  { role: 'human', content: 'Which harbour did the ferry Alva serve in 1934?' },
  { role: 'Captain (thought)', content: 'Initial plan:\n\nAsk the Scout to look at the shipping list.' },
  { role: 'Captain (thought)', content: '{"is_done": {"answer": false}, "next": {"answer": "Scout"}}' },
  { role: 'Captain (-> Scout)', content: 'Please look up which harbour the ferry Alva served in 1934.' },
  { role: 'Scout', content: 'The shipping list says that the ferry Alva served Grimsholm.' },
  { role: 'Captain (-> Adder)', content: 'Please add 3 and 4.' },
  { role: 'Adder', content: 'I add 3 + 4 = 8.' },
  { role: 'Captain (termination condition)', content: 'FINAL ANSWER: 8' },
];

describe('transcripts whose speakers stand in the role', () => {
  it('know a leader by one name in its thoughts, orders and endings, and the human as no agent', () => {
    expect(speakersIn(read(led))).toEqual(['Captain', 'Scout', 'Adder']);
    expect(diagnosed(read(led), true).diagnosis).toMatchObject({ agent: 'Adder', step: 6 });
  });

  it.each(['human (-> Captain)', 'User', 'human (input)'])('take %p for the one who asks', (role) => {
    const run = read([{ role, content: 'Which harbour?' }, ...led.slice(1)]);
    expect(speakersIn(run)).not.toContain(role.split(' ')[0]);
    expect(run.trajectory.steps[0]).toMatchObject({ kind: 'message' });
  });

  it('count messages as the file does, also after one that says nothing', () => {
    const [asked, ...rest] = led;
    const run = read([asked, { role: 'Captain' }, ...rest]);
    expect(diagnosed(run, true).diagnosis).toMatchObject({ agent: 'Adder', step: 7 });
  });
});

describe('transcripts whose speakers stand in the name', () => {
  const panel: readonly Said[] = [
    { role: 'user', name: 'Bridge_Expert', content: 'Task: how many bridges? Plan: write code.' },
    { role: 'assistant', name: 'Code_Expert', content: '```python\nprint(3)\n```' },
    { role: 'user', name: 'Terminal', content: 'exitcode: 0 (execution succeeded)\nCode output: 3' },
    { role: 'assistant', name: 'Check_Expert', content: 'I add 3 + 4 = 8. TERMINATE' },
  ];

  it('take experts for agents whatever their role is, and the terminal for nobody to blame', () => {
    const { diagnosis, run } = diagnosed(read(panel), true);
    expect(speakersIn(run)).toContain('Bridge_Expert');
    expect(diagnosis).toMatchObject({ agent: 'Check_Expert', step: 3 });
  });

  it('have the question as the task, though nobody is the user', () => {
    expect(read(panel, { question: 'How many bridges are there?' }).task).toBe('How many bridges are there?');
  });

  it('may have no name on some messages and none on others', () => {
    const run = read(panel.map((said, at) => (at === 0 ? { ...said, name: null } : said)));
    expect(speakersIn(run)).toEqual(['Code_Expert', 'Terminal', 'Check_Expert']);
  });
});

describe('what people found', () => {
  const agentIn = (truth: string) => evaluate([read(led, { mistake_agent: truth, mistake_step: '6' })], []).agent;

  it.each(['Adder', 'adder', 'Adder (-> Captain)', ' ADDER '])('names the agent as %p', (truth) => {
    expect(agentIn(truth)?.value).toBe(1);
  });

  it.each(['Scout', 'Captain', '数'])('does not mean another one by %p', (truth) => {
    expect(agentIn(truth)?.value).toBe(0);
  });

  it.each([[6], ['6'], [' 6 ']])('gives the step as %p', (step) => {
    expect(evaluate([read(led, { mistake_step: step })], []).exactStep?.value).toBe(1);
  });

  it.each([[null], [undefined], ['']])('may leave step and class open: %p', (nothing) => {
    const run = read(led, { mistake_agent: 'Adder', mistake_step: nothing, category: nothing });
    expect(run.truth.step).toBeUndefined();
    const evaluation = evaluate([run], []);
    expect(evaluation.agent?.value).toBe(1);
    expect(evaluation.exactStep).toBeUndefined();
    expect(evaluation.macroF1).toBeUndefined();
  });
});

describe('long transcripts', () => {
  it('of 130 messages and 300 kB have their step, too', () => {
    const page = 'The page shows advertisements and a list of hotels. '.repeat(45);
    const rounds = Array.from({ length: 61 }, (_, round): readonly Said[] => [
      { role: 'Captain (-> Scout)', content: `Please look at page ${round + 2} of the list. ${page}` },
      { role: 'Scout', content: `Page ${round + 2}. ${page}` },
    ]);
    const history = [...led.slice(0, 3), ...rounds.flat(), ...led.slice(3)];
    expect(history).toHaveLength(130);
    expect(JSON.stringify(history).length).toBeGreaterThan(290_000);
    expect(diagnosed(read(history), true).diagnosis).toMatchObject({ agent: 'Adder', step: 128 });
  });
});
