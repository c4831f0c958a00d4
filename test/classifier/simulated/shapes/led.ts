import { answerFrom, type Act } from '../slips.js';
import type { Stage } from '../stage.js';
import { factSheet, ledgerOf } from '../talk/brief.js';
import { codeOf } from '../talk/code.js';
import { emptyPage, foundOf, screenOf } from '../talk/data.js';
import { errorOf } from '../talk/output.js';
import { answerText, codeOrderOf, extractOrderOf, orderOf, planOf } from '../talk/words.js';
import { teamNames } from '../team-names.js';

const LONGEST = 125;

interface Team {
  readonly leader: string;
  readonly surfer: string;
  readonly coder: string;
  readonly runner: string;
  /** The leader writes down how things stand before each order. */
  readonly keepsLedger: boolean;
}

/** A leader that plans aloud, sends workers out one by one and answers; the log may be long and go in circles. */
export function led(stage: Stage): void {
  const { world, dice } = stage;
  const [leader = '', surfer = '', coder = '', runner = ''] = teamNames(dice, 4);
  const team: Team = { leader, surfer, coder, runner, keepsLedger: dice.chance(0.6) };
  stage.asks(world.question);
  plan(stage, team);
  work(stage, team);
  end(stage, team);
}

function plan(stage: Stage, { leader, surfer, coder, runner }: Team): void {
  const { world, dice } = stage;
  stage.risk(leader, 'plan');
  const isLong = dice.chance(0.7);
  const text = isLong ? factSheet(world, stage.held, [surfer, coder, runner], dice) : planOf(world, stage.held, dice);
  stage.says(leader, text, 'thought');
}

function work(stage: Stage, team: Team): void {
  const { dice } = stage;
  const patience = dice.one([3, 6, 12, 25, 45]);
  for (let round = 0; round < patience && stage.history.length < LONGEST; round++) {
    search(stage, team);
    if (stage.slip === undefined && dice.chance(0.35)) break;
  }
  if (stage.held.lost) return;
  reading(stage, team);
  dice.one([coding, coding, extraction, nothingMore])(stage, team);
}

/** What was read is enough to answer with. */
const nothingMore = (): void => undefined;

type Wording = typeof orderOf;

function order(stage: Stage, { leader, keepsLedger }: Team, worker: string, wording: Wording): void {
  const { world, dice } = stage;
  const draft = wording(world, stage.held, dice);
  if (keepsLedger) stage.says(leader, ledgerOf(worker, draft, false, dice), 'thought');
  const before = stage.slip;
  stage.risk(leader, 'order');
  stage.says(leader, stage.slip !== before ? wording(world, stage.held, dice) : draft, `-> ${worker}`);
}

function search(stage: Stage, team: Team): void {
  const { world, dice } = stage;
  order(stage, team, team.surfer, orderOf);
  stage.risk(team.surfer, 'browse');
  stage.says(team.surfer, screenOf(emptyPage(world, dice), world, dice));
  if (dice.chance(0.12))
    stage.says(team.leader, `We seem to make no progress. ${planOf(world, stage.held, dice)}`, 'thought');
}

function reading(stage: Stage, team: Team): void {
  order(stage, team, team.surfer, orderOf);
  stage.risk(team.surfer, 'read');
  stage.isShown = true;
  stage.says(team.surfer, foundOf(stage.held.rows, stage.world, stage.dice));
}

/** The worker that has the page is asked for the result, too. */
function extraction(stage: Stage, team: Team): void {
  const { world, dice } = stage;
  order(stage, team, team.surfer, extractOrderOf);
  stage.risk(team.surfer, 'compute');
  const answer = answerFrom(world, stage.held);
  stage.says(
    team.surfer,
    dice.one([`From the page: ${answer}.`, `The list on the page gives ${answer} for ${world.place}.`]),
  );
}

function coding(stage: Stage, team: Team): void {
  const { dice } = stage;
  order(stage, team, team.coder, codeOrderOf);
  code(stage, team, stage.isShown ? 'compute' : 'code');
  if (dice.chance(0.25)) {
    run(stage, team, stage.runner.failed(errorOf(dice)));
    code(stage, team, 'repair');
  }
  run(stage, team, stage.runner.done(answerFrom(stage.world, stage.held)));
}

function code(stage: Stage, { coder }: Team, act: Act): void {
  const way = stage.risk(coder, act);
  stage.says(coder, codeOf(stage.world, stage.held, way, stage));
}

function run(stage: Stage, { leader, runner, keepsLedger }: Team, output: string): void {
  if (keepsLedger) stage.says(leader, 'Please run the code that was just written.', `-> ${runner}`);
  stage.says(runner, output);
}

function end(stage: Stage, { leader, keepsLedger }: Team): void {
  const { world, dice } = stage;
  if (keepsLedger) stage.says(leader, ledgerOf('', '', !stage.held.lost, dice), 'thought');
  if (stage.held.lost && dice.chance(0.5)) stage.says(leader, 'The limit of rounds has been reached.', 'ending');
  stage.risk(leader, 'answer');
  stage.says(leader, answerText(world, stage.held, dice), dice.one([undefined, 'final', '-> human']));
}
