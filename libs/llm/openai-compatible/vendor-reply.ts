import type { Stop, VendorReply } from '../vendor-reply.js';
import type { ChatReply } from './chat-reply.js';

const STOPS: Readonly<Record<string, Stop>> = { length: 'length', content_filter: 'content_filter', error: 'error' };

/** A Chat Completions reply in the words that all vendors share. */
export function vendorReply({ finish, refusal, ...reply }: ChatReply): VendorReply {
  const refused = refusal.trim() !== '' && reply.calls.length === 0;
  return { ...reply, stop: STOPS[finish] ?? (refused ? 'refusal' : 'stop'), reason: refusal };
}
