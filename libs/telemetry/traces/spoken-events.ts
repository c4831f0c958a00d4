import {
  isBlobRef,
  isTerminal,
  outcomesIn,
  wordsIn,
  type BlobRef,
  type Content,
  type EventOf,
  type RunEvent,
  type TurnId,
} from '#events';

/** Events that end spans which hold what was said. */
const SPEECH_ENDS = [
  'TurnAnswered',
  'TurnRecorded',
  'TurnFailed',
  'TurnDiscarded',
  'ToolCallRecorded',
  'RunCompleted',
  'RunFailed',
  'RunCancelled',
] as const satisfies readonly RunEvent['type'][];
type SpeechEnd = Extract<RunEvent, { readonly type: (typeof SPEECH_ENDS)[number] }>;

export const endsSpeech = (event: RunEvent): event is SpeechEnd => SPEECH_ENDS.some((type) => type === event.type);

/** The blobs of what was answered in the turns that this event is about, of its calls' results, and of instructions. */
export function blobsOf(event: SpeechEnd, events: readonly RunEvent[]): readonly BlobRef[] {
  const isMeant = turnsOf(event);
  const said = events.flatMap((earlier) =>
    earlier.sequence <= event.sequence && 'turnId' in earlier.data && isMeant(earlier.data.turnId)
      ? contentsOf(earlier)
      : [],
  );
  return [...instructionsIn(events), ...said].filter(isBlobRef);
}

/** The latest requests of model calls that this event ends, or may end. */
export function requestsOf(event: SpeechEnd, events: readonly RunEvent[]): readonly EventOf<'TurnRequested'>[] {
  if (event.type === 'TurnDiscarded' || event.type === 'ToolCallRecorded') return [];
  const isMeant = turnsOf(event);
  const open = new Map<TurnId, EventOf<'TurnRequested'>>();
  for (const earlier of events) {
    if (earlier.sequence >= event.sequence) break;
    if (earlier.type === 'TurnRequested' && isMeant(earlier.data.turnId)) open.set(earlier.data.turnId, earlier);
    if (earlier.type === 'TurnRecorded' || earlier.type === 'TurnAnswered') open.delete(earlier.data.turnId);
  }
  return [...open.values()];
}

const turnsOf = (event: SpeechEnd): ((turnId: TurnId) => boolean) =>
  isTerminal(event) ? () => true : (turnId) => turnId === event.data.turnId;

const instructionsIn = ([started]: readonly RunEvent[]): readonly Content[] =>
  started?.type === 'RunStarted' ? started.data.system.agents.map(({ instructions }) => instructions) : [];

const contentsOf = (event: RunEvent): readonly Content[] => [
  ...wordsIn(event),
  ...outcomesIn(event).map(({ result }) => result),
];
