import { abortedError } from '../abort.js';
import { ProviderError, type ModelAnswer, type ModelDelta, type ModelRequest, type Provider } from '../port.js';
import { scrub } from '../scrub.js';
import type { CassetteLine } from './cassette.js';
import { differences } from './differences.js';
import { asInJson } from './record-cassettes.js';

/**
 * A provider for each that a cassette has calls of. It answers without a network as the cassette says, each call once,
 * and only what was asked in the same words: anything else fails as `invalid_request` and says what is different.
 * `secrets` are those that the cassette was recorded with.
 */
export function replayProviders(lines: readonly CassetteLine[], secrets: readonly string[] = []): readonly Provider[] {
  const names = [...new Set(lines.map(({ provider }) => provider))];
  return names.map((name) => {
    const tape = new Tape(
      lines.filter(({ provider }) => provider === name),
      asInJson(secrets),
    );
    return replaying(name, tape);
  });
}

function replaying(name: string, tape: Tape): Provider {
  const complete = (request: ModelRequest): Promise<ModelAnswer> =>
    new Promise((resolve) => {
      if (request.signal.aborted) throw abortedError();
      resolve(answerOf(tape.take(request)));
    });
  return {
    name,
    complete,
    async *stream(request): AsyncGenerator<ModelDelta> {
      const answer = await complete(request);
      if (answer.text !== '') yield { delta: answer.text };
      yield { answer };
    },
  };
}

/** @throws ProviderError where the recorded call failed */
function answerOf({ outcome }: CassetteLine): ModelAnswer {
  if ('answer' in outcome) return outcome.answer;
  const { failed, message, ...details } = outcome;
  if (failed === 'unknown') throw new Error(message);
  throw new ProviderError(failed, message, details);
}

/** What is left of a cassette. */
class Tape {
  private readonly left: CassetteLine[];

  constructor(
    lines: readonly CassetteLine[],
    private readonly secrets: readonly string[],
  ) {
    this.left = [...lines];
  }

  /** @throws ProviderError when nothing was recorded that is the same */
  take(request: ModelRequest): CassetteLine {
    const asked = this.sentOf(request);
    const { turnId, attempt } = request.origin;
    const candidates = this.left.filter(
      ({ request: { origin } }) => origin.turnId === turnId && origin.attempt === attempt,
    );
    const found = candidates.find((line) => differences(this.sentOf(line.request), asked).length === 0);
    if (found === undefined)
      throw mismatch(request, candidates[0] && differences(this.sentOf(candidates[0].request), asked));
    this.left.splice(this.left.indexOf(found), 1);
    return found;
  }

  /** All that a vendor would see, as a cassette has it. */
  private sentOf({ model, system, messages, tools, toolChoice, output }: Omit<ModelRequest, 'signal'>): unknown {
    const sent = JSON.stringify({ model, system, messages, tools, toolChoice, output });
    return JSON.parse(scrub(sent, this.secrets)) as unknown;
  }
}

function mismatch({ origin }: ModelRequest, different: readonly string[] | undefined): ProviderError {
  const call = `turn ${origin.turnId}, attempt ${origin.attempt}`;
  const why =
    different === undefined ? 'has no call of it left' : `has it with another request:\n  ${different.join('\n  ')}`;
  const message = `replaying ${call}: the cassette ${why}\nrecord it again if the change is meant`;
  return new ProviderError('invalid_request', message, { retryable: false });
}
