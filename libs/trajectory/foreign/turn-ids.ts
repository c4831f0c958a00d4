import type { Analysis } from '../structure/analysis.js';
import type { ModelCall } from '../structure/model-call.js';
import { finalFailures } from '../structure/faults.js';
import { NAMELESS } from '../structure/team-message.js';

/** One model call with its place among the agent's turns. */
export interface NumberedCall {
  readonly call: ModelCall;
  readonly agent: string;
  /** Of the turn; a failed attempt has that of the turn that it was for. */
  readonly turnId: string;
  readonly attempt: number;
  /** Failed, and never made good in the same work. */
  readonly final: boolean;
}

/** All model calls by time. Turns are numbered per agent from 1, as our own are; failed attempts are not turns. */
export function numberedCalls({ activations }: Analysis): readonly NumberedCall[] {
  const calls = activations.flatMap((activation) => {
    const final = finalFailures(activation);
    return activation.calls.map((call) => ({ call, agent: activation.name ?? NAMELESS, final: final.has(call) }));
  });
  const turns = new Map<string, number>();
  const attempts = new Map<string, number>();
  return calls
    .sort((a, b) => a.call.span.startMs - b.call.span.startMs || a.call.node - b.call.node)
    .map(({ call, agent, final }) => {
      const nth = (turns.get(agent) ?? 0) + 1;
      const attempt = (attempts.get(agent) ?? 0) + 1;
      if (!call.failed || final) {
        if (!call.failed) turns.set(agent, nth);
        attempts.delete(agent);
      } else attempts.set(agent, attempt);
      return { call, agent, turnId: `${agent}.${nth}`, attempt, final };
    });
}
