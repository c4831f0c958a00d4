import type { EventOf, RunEvent } from '#events';
import type { AttributePart } from './attributes.js';
import { endedSpan } from './ended-span.js';
import type { OpenTrace } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { spanIdOf } from './span-ids.js';

// Spans without a length: what a team does as a whole.

interface Moment {
  readonly subject: 'message' | 'vote' | 'grading';
  readonly name: string;
  readonly parent?: string | undefined;
  readonly attributes: AttributePart;
}

const momentSpan = (trace: OpenTrace, { runId, sequence, time }: RunEvent, moment: Moment): SpanData => {
  const { parent, attributes, ...rest } = moment;
  return endedSpan(trace, {
    ...rest,
    ...(parent !== undefined && { parent }),
    spanId: spanIdOf(runId, moment.subject, sequence),
    startMs: time,
    endMs: time,
    attributes: [attributes],
  });
};

/** Under the sender's latest activation, which the message says something of. */
export function messageSpan(trace: OpenTrace, event: EventOf<'MessageSent'>): SpanData {
  const { from, to, kind, round, part, accepted } = event.data;
  return momentSpan(trace, event, {
    subject: 'message',
    name: `message ${kind}`,
    parent: trace.latest.get(from)?.spanId,
    attributes: {
      'parley.agent.id': from,
      'parley.message.sequence': event.sequence,
      'parley.message.kind': kind,
      'parley.message.to': to,
      'parley.round': round,
      'parley.turn.id': part.turnId,
      'parley.message.part': part.index,
      'parley.message.accepted': accepted,
    },
  });
}

export function voteSpan(trace: OpenTrace, event: EventOf<'VoteTallied'>): SpanData {
  const { round, ballots, winner, tie } = event.data;
  return momentSpan(trace, event, {
    subject: 'vote',
    name: 'vote',
    attributes: {
      'parley.round': round,
      'parley.vote.ballots': ballots.length,
      'parley.vote.for_winner': ballots.filter(({ key }) => key === winner).length,
      'parley.vote.tie': tie,
    },
  });
}

export function gradingSpan(trace: OpenTrace, event: EventOf<'RunGraded'>): SpanData {
  const { grader, version, passed, anyPassed, score } = event.data;
  return momentSpan(trace, event, {
    subject: 'grading',
    name: `grade ${grader}`,
    attributes: {
      'parley.grading.grader': grader,
      'parley.grading.version': version,
      'parley.grading.passed': passed,
      'parley.grading.any_passed': anyPassed,
      'parley.grading.score': score,
    },
  });
}
