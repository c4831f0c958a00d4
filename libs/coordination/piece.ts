import { answerIn, type Answer, type Content, type PartRef, type RunEvent, type TurnId } from '#events';
import { isControlName } from './control-name.js';
import { cutText, partText, type Picking } from './part-text.js';

/** A stretch of a text that may have to be loaded first; `pick` says what a reader sees of it, `maxChars` how much. */
export interface Piece {
  readonly content: Content;
  readonly pick?: Picking;
  readonly maxChars?: number;
}

/** What a reader sees of a piece whose content is this text. */
export const pieceText = ({ pick, maxChars }: Piece, text: string): string => cutText(partText(text, pick), maxChars);

/** The part of an answer as its readers see it; undefined where the answer has no such part. */
export function partOf(answer: Answer, { index, maxChars }: PartRef): Piece | undefined {
  const call = index === 0 ? undefined : answer.calls[index - 1];
  if (index > 0 && call === undefined) return undefined;
  return {
    content: call === undefined ? answer.text : call.arguments,
    ...(call?.effect === 'control' && isControlName(call.name) ? { pick: call.name } : {}),
    ...(maxChars === undefined ? {} : { maxChars }),
  };
}

/** What the readers of a message see. */
export function messagePart(events: readonly RunEvent[], part: PartRef): Piece | undefined {
  const answer = answerOfTurn(events, part.turnId);
  return answer === undefined ? undefined : partOf(answer, part);
}

/** An answer of the run without the explanation beside it: what is graded. */
export function answerPart(events: readonly RunEvent[], part: PartRef): Piece | undefined {
  const piece = messagePart(events, part);
  return piece && answerOnly(piece);
}

/** A submitted answer without the explanation beside it; any other piece as it is. */
export const answerOnly = (piece: Piece): Piece =>
  piece.pick === 'submit_answer' ? { ...piece, pick: 'answer' } : piece;

const answerOfTurn = (events: readonly RunEvent[], turnId: TurnId): Answer | undefined =>
  events.flatMap((event) => answerIn(event) ?? []).findLast((said) => said.turnId === turnId)?.answer;
