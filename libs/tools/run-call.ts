import type { CallStatus } from '#events';
import { createHash } from 'node:crypto';
import { checkArguments } from './call-arguments.js';
import type { Tool, ToolInvocation, ToolResult } from './port.js';

/** A call as a model asked for it: `arguments` is its JSON text, valid or not. */
export interface CallRequest extends Omit<ToolInvocation, 'arguments'> {
  readonly name: string;
  readonly arguments: string;
  /** Names of the tools that the calling agent has. */
  readonly available: readonly string[];
  /** UTF-16 units of a result that the model is shown; a longer one is cut. */
  readonly limit: number;
}

/**
 * `result` is what the model is shown; `whole` is what was cut, to be kept as a blob; `bytes` counts the whole in UTF-8.
 * `inDoubt`: whether the call had its effect is not known.
 */
export interface CallResult {
  readonly status: Exclude<CallStatus, 'rejected'>;
  readonly result: string;
  readonly whole?: string;
  readonly bytes: number;
  readonly inDoubt?: true;
}

/**
 * Makes a call and says what came of it, in words for the model: neither a bad call nor a failing tool rejects.
 * A tool is given up at its timeout even when it ignores its signal.
 * @throws the reason of `call.signal` when that fires, and nothing else
 */
export async function runCall(tool: Tool | undefined, call: CallRequest): Promise<CallResult> {
  call.signal.throwIfAborted();
  const { status, text, inDoubt } = await outcomeOf(tool, call);
  const about = { bytes: Buffer.byteLength(text), ...(inDoubt && { inDoubt }) };
  if (text.length <= call.limit) return { status, result: text, ...about };
  return { status, result: cut(text, call.limit), whole: text, ...about };
}

interface Outcome extends Omit<ToolResult, 'status'> {
  readonly status: CallResult['status'];
}

async function outcomeOf(tool: Tool | undefined, call: CallRequest): Promise<Outcome> {
  if (tool === undefined) {
    const known = call.available.length === 0 ? 'you have none' : `you have ${call.available.join(', ')}`;
    return { status: 'unknown_tool', text: `there is no tool "${call.name}"; ${known}` };
  }
  const checked = checkArguments(tool.definition, call.arguments);
  if ('problem' in checked) {
    return { status: 'invalid_arguments', text: `${call.name} was not called: ${checked.problem}` };
  }
  const { callId, runId, signal } = call;
  const documents = () => call.documents();
  const traceparent = () => call.traceparent?.();
  return runWithin(tool, { arguments: checked.ok, callId, runId, documents, signal, traceparent });
}

async function runWithin(tool: Tool, invocation: ToolInvocation): Promise<Outcome> {
  const { name, timeoutMs } = tool.definition;
  const limit = new CallLimit(invocation.signal, timeoutMs);
  try {
    return await Promise.race([attempt(tool, { ...invocation, signal: limit.signal }), limit.reached]);
  } catch (error) {
    invocation.signal.throwIfAborted();
    if (limit.timedOut) {
      return { status: 'timed_out', text: `${name} gave no result within ${timeoutMs} ms`, inDoubt: true };
    }
    return { status: 'error', text: `${name} failed: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    limit.end();
  }
}

/** Also a tool that throws before it returns a promise rejects. */
async function attempt(tool: Tool, invocation: ToolInvocation): Promise<ToolResult> {
  return tool.run(invocation);
}

/** Ends a call at its timeout or with its caller, also when the tool ignores its signal. */
class CallLimit {
  timedOut = false;
  /** Rejects when the call has to end. */
  readonly reached: Promise<never>;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private stop: () => void = () => undefined;

  constructor(
    private readonly outer: AbortSignal,
    timeoutMs: number,
  ) {
    this.reached = new Promise((_, reject) => {
      this.stop = () => {
        this.controller.abort();
        reject(new Error('the call was ended'));
      };
    });
    // Nobody waits for it any more once the call has ended by itself.
    this.reached.catch(() => undefined);
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.stop();
    }, timeoutMs);
    outer.addEventListener('abort', this.stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.stop);
  }
}

function cut(text: string, limit: number): string {
  const sha256 = createHash('sha256').update(text).digest('hex');
  // Never ends between the two halves of a character.
  const shown = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown}\n[cut: first ${shown.length} of ${text.length} characters; whole output kept as blob ${sha256}]`;
}
