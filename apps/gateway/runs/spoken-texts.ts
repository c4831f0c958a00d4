import { answerOnly, partOf, pieceText } from '#coordination';
import { answerIn, type Blobs, type PartRef, type RunEvent, type RunId } from '#events';
import { loadedText } from '#store';

/** What agents have said in a run, as its readers see it. */
export interface SpokenTexts {
  /** Undefined where the text has been erased, or the turn is not there (yet). */
  textOf(part: PartRef): Promise<string | undefined>;
  /** An answer of the run, without the explanation beside it. */
  answerText(part: PartRef): Promise<string | undefined>;
}

export function spokenTexts(runId: RunId, events: readonly RunEvent[], blobs: Blobs): SpokenTexts {
  const said = events.flatMap((event) => answerIn(event) ?? []);
  const answers = new Map(said.map(({ turnId, answer }) => [turnId, answer]));
  const pieceOf = (part: PartRef) => {
    const answer = answers.get(part.turnId);
    return answer === undefined ? undefined : partOf(answer, part);
  };
  const shown = async (piece: ReturnType<typeof pieceOf>) => {
    const text = piece === undefined ? undefined : await loadedText(runId, piece.content, blobs);
    return piece === undefined || text === undefined ? undefined : pieceText(piece, text);
  };
  return {
    textOf: (part) => shown(pieceOf(part)),
    answerText: (part) => {
      const piece = pieceOf(part);
      return shown(piece && answerOnly(piece));
    },
  };
}
