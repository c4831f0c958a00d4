import { answerOnly, partOf, pieceText, type Piece } from '#coordination';
import { isBlobRef, type Answer, type Content, type PartRef, type ToolCall, type TurnId } from '#events';

/** What the agents have said so far, by turn: what later events refer to. */
export interface Spoken {
  remember(turnId: TurnId, answer: Answer): void;
  /** A part as its reader sees it. */
  textOf(part: PartRef): string;
  /** A submitted answer without the explanation beside it. */
  answerIn(part: PartRef): string;
  /** The call with this 1-based index. */
  callOf(turnId: TurnId, index: number): ToolCall | undefined;
}

export function spokenSoFar(): Spoken {
  const answers = new Map<TurnId, Answer>();
  const read = (part: PartRef, as: (piece: Piece) => Piece): string => {
    const answer = answers.get(part.turnId);
    const piece = answer === undefined ? undefined : partOf(answer, part);
    if (piece === undefined) return `(part ${part.index} of turn ${part.turnId} is not known)`;
    return isBlobRef(piece.content) ? shown(piece.content) : pieceText(as(piece), piece.content);
  };
  return {
    remember: (turnId, answer) => answers.set(turnId, answer),
    textOf: (part) => read(part, (piece) => piece),
    answerIn: (part) => read(part, answerOnly),
    callOf: (turnId, index) => answers.get(turnId)?.calls[index - 1],
  };
}

/** Text in place, or the size of what lies elsewhere. */
export const shown = (content: Content): string =>
  isBlobRef(content) ? `(${content.bytes} bytes in blob ${content.blob.slice(0, 12)})` : content;
