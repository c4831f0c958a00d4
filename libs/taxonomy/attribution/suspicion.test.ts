import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { FAILURE_MODES } from '../failure-mode.js';
import { attributionOf } from './attribution.js';
import { SIGNS } from './sign.js';
import { suspectsOf } from './suspect.js';
import { COMMON, decisiveOf, guessedClass, suspicionsIn } from './suspicion.js';
import { WEIGHTS, type Weights } from './weights.js';

const runOf = (told: Conversation) => caseOf(narrativeOf(told.trajectory('failed')));
const suspect = (told: Conversation) => {
  const suspicions = suspicionsIn(suspectsOf(runOf(told)));
  const decisive = decisiveOf(suspicions);
  return decisive && attributionOf(decisive, suspicions, guessedClass(suspicions).mode);
};

/** A group that shares one conversation; what one writes as code another runs. */
const group = (coder: string, checker: string, runner: string) =>
  conversation()
    .asks('How many bridges did the town of Ostervik build between 1900 and 1950?')
    .says(checker, 'Let us first collect the list of bridges and then count those of the period.')
    .says(
      coder,
      'I assume that the register is complete. ```python\nprint(len([b for b in BRIDGES if b.year < 1950]))\n```',
    )
    .says(runner, 'exitcode: 0 (execution succeeded)\nCode output: 41')
    .says(checker, 'The output is in line with the plan, so the answer is: 41 bridges.')
    .says(coder, 'Agreed. TERMINATE');

/** A leader that sends others out. */
const led = (leader: string, finder: string) =>
  conversation()
    .asks('Which harbour did the ferry Alva serve in 1934?')
    .tells(leader, finder, 'Please look up which harbour the ferry Alva served in 1934.')
    .tells(finder, leader, 'The page of the shipping office says that it served Grimsholm harbour.', 'report')
    .says(leader, 'That was quick, thank you all.')
    .says(leader, 'FINAL ANSWER: Grimsholm');

describe('who is blamed', () => {
  it('goes back to who wrote the code that the answer came of, never to who ran it', () => {
    expect(suspect(group('Coder', 'Checker', 'Terminal'))).toMatchObject({ agent: 'Coder', step: 2 });
  });

  it('does not depend on names', () => {
    expect(suspect(group('x1', 'x2', 'x3'))).toMatchObject({ agent: 'x1', step: 2 });
    expect(suspect(led('Finder', 'Leader'))?.step).toBe(suspect(led('Leader', 'Finder'))?.step);
  });

  it('holds an act against its author rather than the reading that went before', () => {
    const told = conversation()
      .asks('Cancel my booking B-1001.')
      .calls('clerk', 'get_booking', { id: 'B-1001' }, { booking_id: 'B-1001', state: 'open' })
      .calls('clerk', 'cancel_booking', { id: 'B-1001' }, { booking_id: 'B-1001', state: 'cancelled' })
      .says('clerk', 'Done.');
    expect(suspect(told)).toMatchObject({ agent: 'clerk', step: 3 });
  });

  it('holds values against who brings them where the search for them has failed', () => {
    const told = conversation()
      .asks('In which year was the paper on tidal locks first cited?')
      .says('a', 'The plan: search the archive for the paper, then take the year of the first citation.')
      .says('b', 'I search the archive. ```python\nprint(search("tidal locks"))\n```')
      .says('x', 'exit code: 1\nstderr: ConnectionError: the host cannot be reached')
      .says('c', 'The archive cannot be reached. As far as I know it was cited by Holm and Berg of Aarhus in 1987.')
      .says('a', 'I have checked that; the answer is: 1987. TERMINATE');
    expect(suspect(told)).toMatchObject({ agent: 'c', step: 4 });
  });

  it('holds data that nobody has shown against the code that has them', () => {
    const told = conversation()
      .asks('How many bridges of Ostervik are longer than 200 metres?')
      .says('a', 'How many bridges of Ostervik are longer than 200 metres? 1. Get the list. 2. Count.')
      .says('b', 'Here is the code.\n```python\ndata = {"Alna": 240, "Brova": 155, "Corva": 320}\nprint(2)\n```')
      .says('x', 'exit code: 0\nstdout: 2')
      .says('a', 'The output is 2, and the filter is right.')
      .says('c', 'The verification is complete: 2. TERMINATE');
    expect(suspect(told)).toMatchObject({ agent: 'b', step: 2 });
  });

  it('names the signs that set its guess apart from other steps', () => {
    const signs = suspect(group('a', 'b', 'c'))?.signs;
    expect(signs).toEqual(expect.arrayContaining(['code', 'answerOrigin']));
    expect(signs).not.toContain('team');
  });

  it('has nobody to suspect where nobody speaks', () => {
    expect(suspect(conversation())).toBeUndefined();
    expect(suspect(conversation().asks('Hello?'))).toBeUndefined();
  });
});

describe('suspicionsIn', () => {
  const even: Weights = {
    signs: Object.fromEntries(Object.keys(SIGNS).map((name) => [name, [0, 0, 0, 0, 0]])) as unknown as Weights['signs'],
    wordings: new Map(),
  };

  it('shares out one run among its steps, evenly where no sign counts', () => {
    const suspects = suspectsOf(runOf(group('a', 'b', 'c')));
    for (const weights of [WEIGHTS, even])
      expect(suspicionsIn(suspects, weights).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(new Set(suspicionsIn(suspects, even).map(({ share }) => share)).size).toBe(1);
  });

  it('shares out a run of very many steps, too', () => {
    const [suspect] = suspectsOf(runOf(group('a', 'b', 'c')));
    const suspicions = suspicionsIn(Array.from({ length: 150_000 }, () => suspect!));
    expect(suspicions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
  });

  it('takes each class for as common as it is where nothing speaks for one', () => {
    const suspicions = suspicionsIn(suspectsOf(runOf(group('a', 'b', 'c'))), even);
    for (const [at, mode] of FAILURE_MODES.entries())
      expect(suspicions.reduce((sum, { shares }) => sum + shares[at]!, 0)).toBeCloseTo(COMMON[mode], 9);
  });

  it('hears wordings, but not the names of agents among them', () => {
    const told = (word: string) => conversation().asks('Why?').says('hunch', 'One.').says('b', `It is ${word}.`);
    const loud: Weights = {
      ...even,
      wordings: new Map([
        ['hunch', [0, 0, 0, 2, 0]],
        ['guess', [0, 0, 0, 2, 0]],
      ]),
    };
    const guessed = (word: string) => suspicionsIn(suspectsOf(runOf(told(word))), loud);
    expect(decisiveOf(guessed('guess'))?.candidate).toMatchObject({ speaker: 'b' });
    expect(guessedClass(guessed('guess')).mode).toBe('coordination_failure');
    expect(new Set(guessed('hunch').map(({ share }) => share)).size).toBe(1);
  });

  it('names the likeliest speaker first, so that one likely step does not outweigh many of another', () => {
    const told = conversation().asks('Why?').says('a', 'One.').says('b', 'Two.').says('b', 'Three.');
    const suspicions = suspicionsIn(suspectsOf(runOf(told)), even);
    expect(decisiveOf(suspicions)?.candidate).toMatchObject({ speaker: 'b', step: 2 });
  });
});
