import { isBlobRef, type Answer, type BlobRef, type CallOutcome, type Content, type RunEvent } from '#events';

/**
 * The texts of an event that lie in blobs, as far as they are for its readers: not what only a grader may read, nor what a
 * rehearsal has injected, nor a vendor's own parts.
 */
export const textsIn = (event: RunEvent): readonly BlobRef[] => contentsOf(event).filter(isBlobRef);

function contentsOf(event: RunEvent): readonly Content[] {
  switch (event.type) {
    case 'RunStarted': {
      const { brief, system } = event.data;
      const instructions = system.agents.map((agent) => agent.instructions);
      const documents = brief.documents.map(({ content }) => content);
      return [brief.input, ...documents, ...instructions, ...Object.values(system.prompts)];
    }
    case 'TurnAnswered':
      return inAnswer(event.data.answer);
    case 'TurnRecorded': {
      const { answer, outcomes = [] } = event.data;
      return [...('answeredAt' in answer ? [] : inAnswer(answer)), ...outcomes.flatMap(inOutcome)];
    }
    case 'ToolCallRecorded':
      return inOutcome(event.data.outcome);
    default:
      return [];
  }
}

const inAnswer = ({ text, calls }: Answer): readonly Content[] => [text, ...calls.map((call) => call.arguments)];

const inOutcome = ({ result, whole }: CallOutcome): readonly Content[] =>
  whole === undefined ? [result] : [result, whole];
