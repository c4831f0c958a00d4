import type { Answer, CallOutcome, Content, EventData, RunEvent } from '#events';

type WordsOf = (content: Content) => Promise<string>;

/** The event with everything in place that is told of it: the task, what was answered, what calls asked and returned. */
export async function inWords(event: RunEvent, wordsOf: WordsOf): Promise<RunEvent> {
  switch (event.type) {
    case 'RunStarted': {
      const brief = { ...event.data.brief, input: await wordsOf(event.data.brief.input) };
      return { ...event, data: { ...event.data, brief } };
    }
    case 'TurnAnswered':
      return { ...event, data: { ...event.data, answer: await answerInWords(event.data.answer, wordsOf) } };
    case 'TurnRecorded':
      return { ...event, data: await turnInWords(event.data, wordsOf) };
    case 'ToolCallRecorded':
      return { ...event, data: { ...event.data, outcome: await outcomeInWords(event.data.outcome, wordsOf) } };
    default:
      return event;
  }
}

async function turnInWords(turn: EventData<'TurnRecorded'>, wordsOf: WordsOf): Promise<EventData<'TurnRecorded'>> {
  if ('answeredAt' in turn.answer) return turn;
  const outcomes = (turn.outcomes ?? []).map((outcome) => outcomeInWords(outcome, wordsOf));
  return { ...turn, answer: await answerInWords(turn.answer, wordsOf), outcomes: await Promise.all(outcomes) };
}

async function answerInWords(answer: Answer, wordsOf: WordsOf): Promise<Answer> {
  const calls = answer.calls.map(async (call) => ({ ...call, arguments: await wordsOf(call.arguments) }));
  return { ...answer, text: await wordsOf(answer.text), calls: await Promise.all(calls) };
}

const outcomeInWords = async (outcome: CallOutcome, wordsOf: WordsOf): Promise<CallOutcome> => ({
  ...outcome,
  result: await wordsOf(outcome.result),
});
