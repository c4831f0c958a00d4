import type { FailureCode, Usage } from '#events';
import type { ModelRequest, Provider } from '#llm';

/** What a model says in a scene, in no vendor's words. */
export interface Said {
  readonly text?: string;
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly args: object }[];
  /** Begins with reasoning that only the vendor can read. */
  readonly reasoning?: true;
  readonly stop?: 'length' | 'refusal' | 'filter';
}

/** One answer as its vendor sends it. */
export interface Scene {
  readonly body: object;
  /** Server-sent events. */
  readonly events: string;
}

/** A vendor's documented format, for a server that stands in for it. */
export interface VendorWire {
  readonly name: string;
  provider(origin: string, apiKey: string): Provider;
  scene(said: Said): Scene;
  /** That of every scene, as the port has to report it. */
  readonly usage: Usage;
  error(status: number, message: string): object;
  /** The server-sent events by which it may say in the middle of a stream that it is overloaded, by their names. */
  readonly overloaded: Readonly<Record<string, string>>;
  /** A server-sent event whose data is no JSON. */
  readonly malformed: string;
  /** What these come out as: a vendor may tell a refusal of the model and a filter's work apart or not. */
  readonly refusal: FailureCode;
  readonly filtered: FailureCode;
  /** How it says how long to wait; `body` where its SDK hides the headers. */
  readonly retryAfter: 'headers' | 'body';
  /** The earlier turns in a request, without what is there for one request only. */
  conversation(body: Readonly<Record<string, unknown>>): readonly unknown[];
  /** The part of a request's body that says whether the model may, must or must not call its tools. */
  choice(toolChoice: ModelRequest['toolChoice']): object;
  /** The part of a request's body by which the vendor is told what its answer has to be. */
  output(name: string, schema: Readonly<Record<string, unknown>>): object;
  /** What a request has to hand back, verbatim, of a scene with reasoning; nothing where there is no such thing. */
  readonly reasoning: object | undefined;
}

export const MODEL = 'served-model';
export const REPLY_ID = 'reply-1';

/** A text as a stream's deltas bring it: short ones by character, long ones in larger pieces. */
export const pieces = (text: string): readonly string[] =>
  text.length > 2_000 ? (text.match(/.{1,65536}/gs) ?? []) : Array.from(text);

/** Server-sent events that carry their type twice. */
export const typedEvents = (events: readonly { readonly type: string }[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
