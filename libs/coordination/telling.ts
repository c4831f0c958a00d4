import type { EventData, PartRef } from '#events';
import { paragraphs, type UserItem } from './conversation-item.js';
import type { History, OwnTurn } from './history.js';
import { partOf, type Piece } from './piece.js';
import { filled, type PromptSet } from './prompts/prompt-set.js';

/** What tellings are made of: the run's own prompts by purpose, and the wording of their version. */
export interface Script {
  readonly prompts: EventData<'RunStarted'>['system']['prompts'];
  readonly wording: PromptSet;
}

/** The task and the list of its documents: what every agent's conversation begins with. */
export function taskItem({ wording }: Script, { input, documents }: EventData<'RunStarted'>['brief']): UserItem {
  const list = documents.map(({ id, title }) => `- ${id}: ${title}`);
  const listed = list.length === 0 ? [] : [{ content: [wording.documents, ...list].join('\n') }];
  return { role: 'user', pieces: paragraphs([[{ content: input }], listed]) };
}

/** What an agent is told for one turn: new messages, why it has the floor or what to repair, how many turns are left. */
export function turnItem(script: Script, history: History, turn: OwnTurn): UserItem {
  const messages = turn.request.context.added.flatMap((sequence) => history.messages.get(sequence) ?? []);
  return {
    role: 'user',
    pieces: paragraphs([
      ...messages.map((message) => messagePieces(script, history, message)),
      promptPieces(script, turn),
      turnsPieces(script, turn),
    ]),
  };
}

function messagePieces({ wording }: Script, history: History, message: EventData<'MessageSent'>): readonly Piece[] {
  const { from, kind, round, part } = message;
  const head = `${filled(wording.message, { from, kind, round })}\n`;
  if (kind !== 'error') return [{ content: head }, spoken(history, part)];
  const code = history.failures.get(part.turnId) ?? 'unknown';
  return [{ content: head + filled(wording.failed, { from, code }) }];
}

function spoken(history: History, part: PartRef): Piece {
  const answer = history.answers.get(part.turnId);
  return (answer && partOf(answer, part)) ?? { content: '' };
}

function promptPieces({ prompts }: Script, { request, opens, repairs }: OwnTurn): readonly Piece[] {
  if (opens) return promptFor(prompts, request.purpose);
  return repairs === undefined ? [] : [...promptFor(prompts, 'repair'), { content: `\n${repairs.message}` }];
}

function promptFor(prompts: Script['prompts'], purpose: string): readonly Piece[] {
  const content = prompts[purpose];
  return content === undefined ? [] : [{ content }];
}

function turnsPieces({ wording }: Script, { request, opens }: OwnTurn): readonly Piece[] {
  if (request.remaining === 0) return [{ content: wording.lastTurn }];
  return opens ? [{ content: filled(wording.turns, { turns: request.remaining + 1 }) }] : [];
}
